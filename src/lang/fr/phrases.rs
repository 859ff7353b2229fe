//! French: verbs of speech, what chat models leave behind, and transitions. Every list is sorted, lowercase, with
//! straight apostrophes.

use crate::lang::Refusals;

/// Forms of verbs of speech.
#[rustfmt::skip]
pub(super) static SPEECH_VERBS: &[&str] = &[
    "admet", "admettait", "admis", "affirmait", "affirmant", "affirme", "affirment", "affirmé",
    "agace", "agacé", "ajoutait", "ajoutant", "ajoute", "ajoutent", "ajouté", "alarme",
    "alarmé", "alertait", "alerte", "alerté", "analysait", "analyse", "analysé", "annonce",
    "annoncent", "annoncé", "annonçait", "appelle", "appelé", "argue", "argumente", "argumenté",
    "argué", "assurait", "assure", "assurent", "assuré", "assène", "asséné", "avance", "avancé",
    "averti", "avertit", "avoue", "avoué", "clame", "clamé", "commentait", "commente",
    "commentent", "commenté", "complète", "complété", "conclu", "conclut", "concède", "concédé",
    "confesse", "confessé", "confiait", "confie", "confirmait", "confirme", "confirment",
    "confirmé", "confié", "considère", "considéré", "constatait", "constate", "constaté",
    "conteste", "contesté", "demanda", "demandait", "demande", "demandent", "demandé", "dira",
    "dirent", "disaient", "disait", "disant", "disent", "dit", "dites", "déclarait",
    "déclarant", "déclare", "déclarent", "déclaré", "dénonce", "dénoncent", "dénoncé",
    "dénonçait", "déplore", "déploré", "dévoile", "dévoilé", "espère", "estimait", "estime",
    "estiment", "estimé", "exclame", "exclamé", "exhorte", "exhorté", "expliquait",
    "expliquant", "explique", "expliquent", "expliqué", "exprimé", "fustige", "fustigé",
    "félicite", "félicité", "glisse", "glissé", "indigne", "indigné", "indiquait", "indiquant",
    "indique", "indiquent", "indiqué", "inquiète", "inquiété", "insistait", "insiste",
    "insisté", "interroge", "interrogé", "ironise", "ironisé", "juge", "jugé", "jure",
    "justifie", "justifié", "lance", "lancé", "lançait", "lâche", "lâché", "martelé", "martèle",
    "mentionne", "mentionné", "murmure", "murmuré", "narre", "nie", "notait", "note", "noté",
    "nuance", "nuancé", "observait", "observe", "observé", "plaide", "plaidé", "pointe",
    "pointé", "poursuit", "poursuivi", "proclame", "proclamé", "promet", "promis", "propose",
    "proposé", "précisait", "précise", "précisent", "précisé", "prévenu", "prévient", "prône",
    "prôné", "questionne", "racontait", "raconte", "racontent", "raconté", "rappelait",
    "rappelle", "rappelé", "rapporte", "rapporté", "reconnaît", "reconnu", "redit",
    "regrettait", "regrette", "regretté", "relate", "relevé", "relève", "remarque", "remarqué",
    "renchérit", "réagi", "réagit", "réjoui", "réjouit", "réplique", "répliqué", "répond",
    "répondait", "répondent", "répondu", "répète", "répété", "résume", "résumé", "rétorque",
    "rétorqué", "révèle", "révélé", "signale", "signalé", "souffle", "soufflé", "souhaite",
    "souhaité", "soulignait", "souligne", "soulignent", "souligné", "soupire", "soutenu",
    "soutient", "suggère", "suggéré", "tempère", "tempéré", "tonne", "tranche", "tranché",
    "témoignait", "témoigne", "témoigné", "vante", "écrie", "écrit", "écrivait", "écrivent",
    "écrié", "évoque", "évoqué",
];

/// How a chat model begins its answer.
#[rustfmt::skip]
pub(super) static CHAT_OPENINGS: &[&str] = &[
    "absolument", "article optimisé", "article réécrit", "avec plaisir", "bien entendu",
    "bien sûr", "bien sûr !", "bonne question", "certainement", "ci-dessous", "comme demandé",
    "compris", "conformément à votre demande", "d'accord", "en réponse à votre demande",
    "entendu", "excellente question", "j'ai adapté", "j'ai rédigé", "j'ai réécrit",
    "je comprends", "je peux vous aider", "je vais maintenant", "je vais rédiger",
    "je vais vous", "je vous propose", "merci de votre", "merci pour", "parfait !", "réponse :",
    "suite à votre demande", "texte révisé", "titre proposé", "très bien", "version révisée",
    "version réécrite", "voici", "voici l'article", "voici le texte", "voici une proposition",
    "voici une version", "voici votre article", "voilà", "vous trouverez ci-dessous",
];

/// How a chat model ends its answer.
#[rustfmt::skip]
pub(super) static CHAT_CLOSINGS: &[&str] = &[
    "bonne continuation", "bonne lecture", "ce texte contient environ", "ce texte respecte",
    "cet article compte", "cet article contient environ", "cet article respecte",
    "dis-moi ce que", "dis-moi si", "dites-moi ce que", "dites-moi s'il", "dites-moi si",
    "en espérant que", "fais-moi savoir", "fais-moi signe", "faites-moi savoir",
    "faites-moi signe", "fin de l'article", "fin du texte", "j'espère avoir",
    "j'espère que ce communiqué", "j'espère que ce texte", "j'espère que cela",
    "j'espère que cet article", "j'espère que cette version", "j'espère que ça",
    "je peux aussi", "je peux aussi te", "je peux également", "je pourrais également",
    "je reste à ta disposition", "je reste à votre disposition", "je serais ravi",
    "je suis à votre disposition", "longueur totale", "mots-clés utilisés", "n'hésite pas",
    "n'hésitez pas", "nombre de mots", "note : ce texte", "note : cet article",
    "puis-je t'aider", "puis-je vous aider", "remarque : cet article", "si tu as besoin",
    "si tu as des questions", "si tu souhaites", "si tu veux", "si vous avez besoin",
    "si vous avez d'autres", "si vous avez des questions", "si vous souhaitez",
    "si vous voulez que", "souhaites-tu", "souhaitez-vous", "total de mots", "tu veux que je",
    "veux-tu que", "voudriez-vous", "voulez-vous que",
];

/// How a chat model speaks of itself, of its orders and of the text that it was given.
#[rustfmt::skip]
pub(super) static SELF_REFERENCES: &[&str] = &[
    "d'après l'article fourni", "d'après le texte fourni", "d'après vos instructions",
    "date limite de mes connaissances", "en tant qu'assistant", "en tant qu'ia",
    "en tant qu'intelligence artificielle", "en tant que chatbot",
    "en tant que modèle de langage", "en tant que modèle linguistique", "généré par une ia",
    "généré par une intelligence artificielle", "il m'est impossible de", "je m'excuse pour",
    "je n'ai pas accès aux informations en temps réel", "je n'ai pas accès à des informations",
    "je n'ai pas accès à internet", "je ne peux pas accéder", "je ne peux pas fournir",
    "je ne peux pas générer", "je ne peux pas naviguer", "je ne peux pas répondre",
    "je ne suis pas en mesure de", "je suis désolé, mais je", "je suis un assistant",
    "je suis un modèle de langage", "je suis une ia", "je suis une intelligence artificielle",
    "la source fournie", "le texte source ne mentionne pas", "le texte source ne précise pas",
    "ma base de connaissances", "ma date de coupure", "mes connaissances s'arrêtent",
    "mes données d'apprentissage", "mes données d'entraînement", "rédigé par une ia",
    "selon le texte fourni", "selon mes instructions", "selon vos instructions",
];

/// How a chat model refuses.
#[rustfmt::skip]
pub(super) const REFUSALS: Refusals = Refusals {
    apologies: &[
        "désolé", "désolée", "en tant qu'assistant", "en tant qu'ia", "en tant qu'intelligence artificielle",
        "en tant que modèle", "excusez-moi", "je m'excuse", "je regrette", "je suis désolé",
        "je suis désolée", "je suis navré", "je suis navrée", "je suis vraiment désolé",
        "je vous prie de m'excuser", "je vous présente mes excuses", "malheureusement",
        "merci pour votre demande", "mes excuses", "navré", "navrée", "toutes mes excuses",
    ],
    inabilities: &[
        "cela m'est impossible", "il m'est impossible", "je dois décliner", "je dois refuser",
        "je n'ai pas la possibilité", "je ne peux", "je ne peux pas", "je ne pourrai", "je ne puis", "je ne saurais",
        "je ne suis pas autorisé", "je ne suis pas capable", "je ne suis pas en mesure",
        "je ne vais pas pouvoir", "je préfère ne pas", "je refuse",
    ],
    acts: &[
        "accomplir", "accéder", "aider", "assister", "continuer", "créer", "discuter", "donner", "effectuer",
        "faire", "fournir", "générer", "honorer", "lire", "ouvrir", "participer", "poursuivre", "produire",
        "proposer", "réaliser", "rédiger", "répondre", "résumer", "réécrire", "satisfaire", "traduire",
        "traiter", "voir", "écrire",
    ],
    pointers: &[
        "article", "ce", "cela", "ces", "cet", "cette", "contenu", "demande", "requête", "tel", "telle",
        "texte", "vos", "votre", "vous", "ça",
    ],
};

/// Inside square brackets, these betray a blank that was not filled.
#[rustfmt::skip]
pub(super) static PLACEHOLDER_WORDS: &[&str] = &[
    "adresse", "ajouter", "ajoutez", "auteur", "chiffre", "citation", "compléter", "complétez",
    "date", "e-mail", "email", "entreprise", "exemple", "image", "indiquer", "indiquez",
    "insérer", "insérez", "lien", "lieu", "légende", "mot-clé", "mots-clés", "nom",
    "organisation", "paragraphe", "pays", "photo", "préciser", "précisez", "prénom",
    "remplacer", "remplacez", "section", "site", "société", "source", "sous-titre", "tbd",
    "texte", "titre", "todo", "téléphone", "url", "ville", "vos", "votre", "xxx",
];

/// Words and phrases that link one sentence to the one before.
#[rustfmt::skip]
pub(super) static TRANSITIONS: &[&str] = &[
    "afin de", "afin que", "ailleurs", "ainsi", "alors", "alors que", "après cela",
    "après quoi", "au contraire", "au lieu de", "au préalable", "auparavant", "aussi",
    "autant dire", "autrement dit", "avant tout", "bien que", "bref", "c'est ainsi que",
    "c'est pourquoi", "c'est-à-dire", "car", "ceci étant", "cela dit", "cependant", "certes",
    "comme", "comparativement", "compte tenu de", "concrètement", "d'abord", "d'ailleurs",
    "d'autant plus", "d'autre part", "d'où", "d'un autre côté", "d'un côté", "d'une part",
    "dans ce cadre", "dans ce cas", "dans ce contexte", "dans ces conditions",
    "dans cette optique", "dans l'ensemble", "dans la mesure où", "dans le même temps",
    "de ce fait", "de cette façon", "de fait", "de la même façon", "de même", "de plus",
    "de surcroît", "de toute façon", "depuis", "donc", "dorénavant", "du coup", "du fait de",
    "du reste", "dès lors", "désormais", "effectivement", "en bref", "en cas de", "en ce sens",
    "en conclusion", "en conséquence", "en d'autres termes", "en définitive", "en dépit de",
    "en effet", "en fait", "en fin de compte", "en général", "en outre", "en parallèle",
    "en particulier", "en premier lieu", "en raison de", "en revanche", "en réalité",
    "en résumé", "en second lieu", "en somme", "en tout cas", "en vue de", "encore", "enfin",
    "ensuite", "entre-temps", "face à", "finalement", "globalement", "grâce à", "hormis",
    "il s'ensuit que", "inversement", "jusqu'ici", "jusqu'à présent", "lorsque", "maintenant",
    "mais", "malgré", "malgré tout", "mieux encore", "même si", "naturellement", "nonobstant",
    "notamment", "néanmoins", "or", "outre", "par ailleurs", "par conséquent", "par contre",
    "par exemple", "par la suite", "par rapport à", "parallèlement", "parce que",
    "pareillement", "pendant ce temps", "pour autant", "pour cela", "pour cette raison",
    "pour conclure", "pour finir", "pour l'instant", "pour que", "pourtant", "premièrement",
    "précisément", "puis", "puisque", "quand bien même", "quant à", "quoi qu'il en soit",
    "quoique", "récemment", "réciproquement", "sachant que", "sans doute", "sauf", "selon",
    "seulement", "si bien que", "sinon", "soit", "sous réserve", "surtout", "tandis que",
    "tant que", "tel que", "tout compte fait", "tout d'abord", "tout de même", "toutefois",
    "troisièmement", "ultérieurement", "vu que", "à cause de", "à ce propos", "à ce stade",
    "à ce titre", "à cet effet", "à cet égard", "à défaut", "à l'inverse", "à l'opposé",
    "à la suite de", "à savoir", "à titre d'exemple", "à vrai dire", "également", "étant donné",
];
