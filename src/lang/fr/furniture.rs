//! French: the furniture of a news page.

use crate::lang::Furniture;

/// French.
#[rustfmt::skip]
pub(super) static FURNITURE: Furniture = Furniture {
    home: &["accueil"],
    dated: &[
        "actualisé le", "dernière mise à jour", "mis en ligne le", "mis à jour", "mise à jour", "modifié le",
        "publié", "publié le", "publiée le", "temps de lecture",
    ],
    around_dates: &[
        "a", "avr", "de", "dernière", "dim", "déc", "en", "et", "févr", "h", "hier", "janv", "jeu", "jour", "juil",
        "le", "lecture", "ligne", "lun", "mar", "mer", "min", "minutes", "mis", "mise", "modifié", "nov", "oct",
        "publication", "publié", "sam", "sept", "temps", "ven", "à",
    ],
    reading: &["de lecture", "lecture", "temps de lecture"],
    actions: &[
        "afficher", "commentaire", "commentaires", "commenter", "copier", "enregistrer", "envoyer", "imprimer", "lire", "offrir", "partage", "partager", "partagez", "regarder", "réactions", "réagir", "s'abonner", "sauvegarder", "signaler", "suivez-nous", "tweeter", "télécharger", "voir", "écouter", "écoutez",
    ],
    beside_actions: &[
        "a", "ami", "article", "audio", "cet", "commentaires", "courriel", "de", "e", "en", "l", "la", "le", "les",
        "lien", "mail", "min", "minutes", "nos", "nous", "page", "par", "pdf", "podcast", "sur", "un", "version",
        "via", "à",
    ],
    links: &[
        "ailleurs sur le web", "articles les plus lus", "articles liés", "articles recommandés", "contenu sponsorisé", "contenus sponsorisés", "dans la même rubrique", "dans la même thématique", "les articles les plus lus", "les dernières actualités", "les plus commentés", "les plus consultés", "les plus lus", "les plus partagés", "les plus vus", "lire aussi", "lire la suite", "lire également", "mots clés", "mots-clés", "nos derniers articles", "nos lecteurs lisent aussi", "nos lecteurs ont aussi lu", "nos lecteurs ont lu ensuite", "nos recommandations", "plus d'articles", "pour aller plus loin", "pour en savoir plus", "recommandé pour vous", "sujets", "sur ce sujet", "sur le même sujet", "sur le même thème", "sélectionnés pour vous", "tags", "thèmes", "thèmes associés", "voir aussi", "voir également", "vous aimerez aussi", "vous aimerez également", "vous pourriez aussi aimer", "à découvrir aussi", "à la une", "à lire aussi", "à lire dans le même dossier", "à lire ensuite", "à lire sur le même sujet", "à lire sur le même thème", "à lire également", "à ne pas manquer", "à voir aussi", "à voir également", "étiquettes",
    ],
    subscribe: &["abonnez-vous", "abonnez-vous dès maintenant", "je m'abonne", "s'abonner", "sans engagement"],
    prices: &["dès", "pour", "seulement", "à partir de"],
    join: &["abonnez-vous", "inscrivez-vous", "je m'inscris", "recevez", "s'abonner", "s'inscrire"],
    letters: &[
        "alertes", "infolettre", "infolettres", "lettre d'information", "lettres d'information", "newsletter", "newsletters", "notre lettre",
    ],
    credits: &[
        "archives", "crédit", "crédit photo", "crédits", "crédits photo", "illustration", "photo", "photo archives",
        "photo d'archives", "photo d'illustration", "photos", "photos archives",
    ],
    by: &[
        "article de", "auteur", "autrice", "de notre correspondant", "de notre correspondante", "de notre envoyé spécial", "par", "posté par", "propos recueillis par", "publié par", "rédigé par", "texte", "textes", "écrit par",
    ],
    by_nouns: &["auteur", "autrice", "texte", "textes"],
    beside_by: &[
        "a", "agence", "agences", "au", "aux", "avec", "chef", "chroniqueur", "chroniqueuse", "correspondant",
        "correspondante", "correspondants", "d", "dans", "de", "des", "du", "en", "envoyé", "envoyée", "envoyés",
        "et", "journal", "journaliste", "journalistes", "l", "la", "le", "les", "local", "locale", "locaux", "nos",
        "notre", "permanent", "permanente", "pour", "reporter", "rédacteur", "rédaction", "rédactrice", "service",
        "spécial", "spéciale", "spéciaux", "stagiaire", "à",
    ],
    menu: &[
        "accessibilité", "accessibilité : non conforme", "accueil", "accéder aux commentaires", "agrandir le texte",
        "aide", "ajouter aux favoris", "ajouter à mes favoris", "annonceurs", "applications", "archives",
        "article réservé aux abonnés", "boutique", "cgu", "cgv", "conditions générales",
        "conditions générales d'utilisation", "conditions générales de vente", "confidentialité", "connexion",
        "contact", "contactez-nous", "cookies", "données personnelles", "déconnexion", "e-paper", "faq", "flux rss",
        "gérer les cookies", "gérer mes cookies", "haut de page", "je m'abonne", "je me connecte",
        "la suite après cette publicité", "la suite après la publicité", "le journal", "lecture zen",
        "lire plus tard", "mentions légales", "menu", "mes favoris", "mode lecture", "mon compte", "mon espace",
        "newsletter", "newsletters", "nos réseaux sociaux", "nous contacter", "offrir cet article",
        "paramètres des cookies", "plan du site", "politique de confidentialité", "publicité", "qui sommes-nous",
        "qui sommes-nous ?", "recherche", "rechercher", "retour en haut", "retour à l'accueil", "rss",
        "réservé aux abonnés", "s'abonner", "s'identifier", "s'inscrire", "se connecter", "suivez-nous",
        "tous droits réservés", "vie privée", "voir les commentaires", "à propos", "édition numérique",
    ],
    rights: &[
        "accéder à des informations sur un appareil", "accéder à des informations sur un terminal", "ce site utilise des cookies", "cette vidéo n'est pas disponible", "chargement du lecteur", "droits de reproduction", "ne pas jeter sur la voie publique", "nous et nos partenaires", "nous utilisons des cookies", "pour afficher ce contenu", "pour voir ce contenu", "reproduction interdite", "reproduction même partielle", "tous droits de reproduction", "tous droits réservés", "vidéo indisponible",
    ],
    about: &["a propos d'", "a propos de", "a propos du", "à propos d'", "à propos de", "à propos des", "à propos du"],
    closing: &[
        "contact média", "contact médias", "contact presse", "contacts médias", "contacts presse", "déclarations prospectives", "note aux rédactions", "note aux éditeurs", "notes aux rédactions", "relations presse", "service de presse", "énoncés prospectifs",
    ],
    editors: &["n.d.l.r", "ndlr", "note aux rédactions", "note à la rédaction"],
    offers: &[
        "accès illimité", "essai gratuit", "le premier mois", "mois offert", "pour lire la suite", "premier mois offert", "sans engagement", "soutenez le journal", "soutenez-nous",
    ],
    objects: &["article", "articles", "diaporama", "flash", "galerie", "journal", "page", "pdf", "podcast", "vidéo"],
    reader: &["vos", "votre", "vous"],
    mail: &[
        "cookies", "désabonner", "désinscrire", "notifications", "notre application", "votre adresse e-mail", "votre e-mail", "votre mobile", "votre téléphone",
    ],
    calls: &[
        "abonnez-vous", "activer", "activez", "ajouter", "ajoutez", "choisissez", "cliquez", "commentez", "consultez",
        "découvrez", "découvrir", "inscrivez-vous", "installez", "likez", "lire", "lisez", "ne manquez", "ne ratez",
        "partagez", "participez", "recevez", "recevoir", "regarder", "regardez", "rejoignez", "rejoignez-nous",
        "rejoindre", "restez", "retrouver", "retrouvez", "retrouvez-nous", "réagissez", "s'abonner", "s'inscrire",
        "soutenez", "suivez", "suivez-nous", "suivre", "testez", "télécharger", "téléchargez", "visionnez", "écouter",
        "écoutez", "écrivez", "écrivez-nous",
    ],
    channels: &[
        "alertes", "app store", "apple podcasts", "appli", "application", "applications", "applis", "boîte mail",
        "chaîne whatsapp", "chaîne youtube", "communauté", "deezer", "discover", "google", "google actualités",
        "google discover", "google news", "google play", "infolettre", "jeu-concours", "newsletter", "newsletters",
        "nos réseaux", "notifications", "notre chaîne", "notre club", "notre groupe", "notre page", "notre site",
        "nouvelle appli", "play store", "podcast", "podcasts", "réseaux sociaux", "sources favorites",
        "sources préférées", "spotify", "version numérique", "édition numérique",
    ],
    ours: &[
        "nos", "notre", "nous",
    ],
    enlarge: &[
        "afficher en plein écran", "agrandir l'image", "agrandir la photo", "image en plein écran",
        "ouvrir en plein écran", "voir en grand", "voir en plein écran", "voir l'image en plein écran",
        "voir la galerie", "voir le diaporama",
    ],
    other_pages: &[
        "actus",
    ],
};
