//! French: the small words of clauses that report a quotation.

use crate::lang::Quoting;

/// French.
#[rustfmt::skip]
pub(super) static QUOTING: Quoting = Quoting {
    pronouns: &["celle-ci", "celui-ci", "elle", "elles", "il", "ils", "je", "nous", "on"],
    auxiliaries: &[
        "a", "aura", "auraient", "aurait", "auront", "avaient", "avait", "est", "ont", "sera", "sont", "étaient",
        "était",
    ],
    helpers: &["a", "dit", "fait", "font", "peut", "tiennent", "tient", "va", "veulent", "veut", "vient", "voudrait"],
    asides: &[
        "apparaît", "convient", "devrait", "doit", "est", "fallait", "faudra", "faudrait", "faut", "n'est",
        "paraissait", "paraît", "peut", "pourrait", "semblait", "semble", "semblerait", "sera", "serait",
        "soit", "suffit", "va", "vaut", "était",
    ],
    judging: &[
        "dénonce", "dénoncent", "dénoncé", "dénonçant", "estimant", "estime", "fustige", "fustigeant", "fustigé", "juge", "jugeait", "jugeant", "jugent", "jugé", "jugée", "qualifiait", "qualifiant", "qualifie", "qualifient", "qualifié", "qualifiée", "qualifiés", "évoquant", "évoque",
    ],
    wordings: &["aveux", "avis", "dires", "mots", "propos", "termes"],
    sources: &["d'après", "selon"],
    articles: &[
        "ce", "certains", "ces", "cet", "cette", "des", "deux", "l", "la", "le", "les", "leur", "leurs",
        "notre", "plusieurs", "sa", "ses", "son", "trois", "un", "une",
    ],
    prepositions: &[
        "après", "au", "auprès", "aux", "avant", "avec", "chez", "d", "dans", "de", "depuis", "devant", "du",
        "durant", "en", "face", "lors", "par", "pendant", "pour", "sous", "sur", "via", "à",
    ],
    times: &[
        "alors", "août", "aujourd'hui", "aussi", "avril", "ce", "cette", "dernier", "dernière", "dimanche",
        "décembre", "encore", "ensuite", "février", "hier", "ici", "janvier", "jeudi", "jour", "juillet",
        "juin", "lundi", "mai", "mardi", "mars", "matin", "mercredi", "midi", "même", "notamment", "novembre",
        "nuit", "octobre", "passé", "plus", "puis", "samedi", "semaine", "septembre", "soir", "soirée", "tard",
        "tôt", "vendredi",
    ],
    addressees: &["au", "aux", "à"],
    feminine: &["celle-ci", "elle", "elles", "la", "madame", "mademoiselle", "mlle", "mme", "une"],
    masculine: &["celui-ci", "il", "ils", "le", "m", "monsieur", "un"],
    negations: &[
        "aucun", "aucune", "guère", "jamais", "n", "ne", "ni", "non", "nul", "nulle", "pas", "personne",
        "point", "rien", "sans",
    ],
    turns: &[
        "bien", "cependant", "condition", "hormis", "mais", "malgré", "moins", "pourtant", "presque", "quoique", "sauf",
        "seulement", "si", "toutefois", "uniquement",
    ],
    forms: &[
        &["aller", "va", "vais", "vont", "allons", "allez", "allait", "ira", "irons", "iront"],
        &["venir", "vient", "viens", "viennent", "venait", "viendra", "viendront"],
        &["voir", "vois", "voit", "voient", "voyons", "voyait", "verra", "verront", "vu", "vue"],
        &["savoir", "sais", "sait", "savent", "savons", "savait", "saura", "su"],
        &["pouvoir", "peux", "peut", "peuvent", "pouvons", "pouvait", "pourra", "pourront", "pu"],
        &["vouloir", "veux", "veut", "veulent", "voulons", "voulait", "voudra", "voulu"],
        &["devoir", "dois", "doit", "doivent", "devons", "devait", "devra", "dû"],
        &["faire", "fais", "fait", "font", "faisons", "faisait", "fera", "feront"],
        &["mettre", "mets", "met", "mettent", "mettait", "mettra", "mis", "mise"],
        &["prendre", "prend", "prends", "prennent", "prenait", "prendra", "pris", "prise"],
        &["tenir", "tient", "tiens", "tiennent", "tenait", "tiendra", "tenu"],
        &["dire", "dis", "dit", "disent", "disait", "dira"],
        &["croire", "crois", "croit", "croient", "croyait", "croira", "cru"],
        &["boire", "bois", "boit", "boivent", "buvait", "boira", "bu"],
        &["lire", "lis", "lit", "lisent", "lisait", "lira", "lu", "lue"],
        &["vivre", "vis", "vit", "vivent", "vivait", "vivra", "vécu"],
        &["recevoir", "reçois", "reçoit", "reçoivent", "recevait", "recevra", "reçu"],
        &["mourir", "meurt", "meurent", "mourait", "mourra", "mort", "morts", "morte"],
        &["courir", "cours", "court", "courent", "courait", "courra", "couru"],
        &["rire", "ris", "rit", "rient", "riait", "rira", "ri"], &["œil", "yeux"],
        &["suivre", "suis", "suit", "suivent", "suivait", "suivra", "suivi"],
    ],
};
