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
        "a", "de", "dernière", "en", "et", "h", "hier", "jour", "le", "lecture", "ligne", "min", "minutes", "mis",
        "mise", "modifié", "publication", "publié", "temps", "à",
    ],
    reading: &["de lecture", "lecture", "temps de lecture"],
    actions: &[
        "commentaire", "commentaires", "commenter", "copier", "enregistrer", "envoyer", "imprimer", "partage",
        "partager", "partagez", "réactions", "réagir", "suivez-nous", "tweeter", "écouter",
    ],
    beside_actions: &[
        "a", "ami", "article", "cet", "courriel", "e", "en", "l", "le", "lien", "mail", "page", "par", "pdf",
        "sur", "un", "via", "à",
    ],
    links: &[
        "dans la même rubrique", "les plus lus", "lire aussi", "lire la suite", "lire également",
        "sur le même sujet", "sur le même thème", "voir aussi", "voir également", "à découvrir aussi",
        "à lire aussi", "à lire également", "à ne pas manquer", "à voir aussi", "à voir également",
    ],
    subscribe: &["abonnez-vous", "je m'abonne", "s'abonner"],
    prices: &["dès", "pour", "seulement", "à partir de"],
    join: &["abonnez-vous", "inscrivez-vous", "je m'inscris", "recevez", "s'abonner", "s'inscrire"],
    letters: &[
        "alertes", "infolettre", "infolettres", "lettre d'information", "lettres d'information", "newsletter",
        "newsletters",
    ],
    credits: &[
        "archives", "crédit", "crédit photo", "crédits", "crédits photo", "illustration", "photo",
        "photo d'archives", "photos",
    ],
};
