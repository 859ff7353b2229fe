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
};
