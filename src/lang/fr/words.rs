//! French: words, abbreviations and numbers. Every list is sorted, lowercase, with straight apostrophes.

/// Never end a sentence.
#[rustfmt::skip]
pub(super) static ABBREVIATIONS: &[&str] = &[
    "abrév", "adj", "anc", "angl", "approx", "apr", "arr", "av", "avr", "bd", "bld", "blvd",
    "boul", "bât", "c.-à-d", "cdt", "cf", "chem", "cl", "coll", "dr", "drs", "déc", "dép",
    "dépt", "e.g", "env", "esc", "faub", "fg", "févr", "gr", "gén", "hab", "i.e", "intr",
    "janv", "juil", "lat", "litt", "lt", "m", "mgr", "mlle", "mm", "mme", "mr", "n.b", "nb",
    "nov", "oct", "p.-s", "p.ex", "pr", "prof", "prov", "préf", "qc", "resp", "rte", "réf",
    "résid", "sgt", "sq", "ss", "st", "ste", "stes", "sts", "sté", "suiv", "trad", "tél", "vs",
    "vve", "éd", "éts",
];

/// End a sentence when a capital follows.
#[rustfmt::skip]
pub(super) static FINAL_ABBREVIATIONS: &[&str] = &[
    "a.m", "cie", "corp", "etc", "ets", "inc", "ltd", "p.m",
];

/// Are abbreviations only before a number: elsewhere they are words.
#[rustfmt::skip]
pub(super) static NUMBER_ABBREVIATIONS: &[&str] = &[
    "al", "ann", "art", "ch", "chap", "ed", "fig", "l", "n", "no", "nos", "n°", "p", "pp", "r",
    "rés", "sect", "t", "tab", "tit", "vol", "§",
];

/// Elided forms.
#[rustfmt::skip]
pub(super) static ELISIONS: &[&str] = &[
    "c", "d", "j", "jusqu", "l", "lorsqu", "m", "n", "presqu", "puisqu", "qu", "quelqu",
    "quoiqu", "s", "t",
];

/// Words without a meaning of their own.
#[rustfmt::skip]
pub(super) static FUNCTION_WORDS: &[&str] = &[
    "a", "afin", "ai", "aie", "aient", "ainsi", "alors", "après", "as", "assez", "au", "aucun",
    "aucune", "aujourd'hui", "auquel", "aura", "aurai", "auraient", "aurait", "auront", "aussi",
    "autant", "autour", "autre", "autres", "aux", "auxquelles", "auxquels", "avaient", "avais",
    "avait", "avant", "avec", "avez", "avions", "avoir", "avons", "ayant", "bien", "bientôt",
    "c", "car", "ce", "ceci", "cela", "celle", "celles", "celui", "cependant", "certain",
    "certaine", "certaines", "certains", "ces", "cet", "cette", "ceux", "chacun", "chacune",
    "chaque", "chez", "ci", "comme", "comment", "contre", "d", "dans", "de", "dedans", "dehors",
    "depuis", "des", "donc", "dont", "du", "durant", "dès", "déjà", "désormais", "elle",
    "elles", "en", "encore", "enfin", "ensuite", "entre", "envers", "es", "est", "et", "eu",
    "eux", "fait", "fera", "font", "furent", "fut", "hors", "hui", "il", "ils", "j", "je",
    "jusqu", "jusque", "l", "la", "laquelle", "le", "lequel", "les", "lesquelles", "lesquels",
    "leur", "leurs", "lors", "lorsqu", "lorsque", "lui", "là", "m", "ma", "mais", "malgré",
    "me", "mes", "mien", "mienne", "miens", "moi", "moins", "mon", "même", "mêmes", "n", "ne",
    "ni", "non", "nos", "notre", "nous", "nul", "nulle", "néanmoins", "on", "ont", "or", "ou",
    "où", "par", "parce", "parfois", "parmi", "pas", "pendant", "personne", "peu", "peut",
    "peuvent", "plus", "plusieurs", "plutôt", "pour", "pourquoi", "pourtant", "presque", "près",
    "puis", "puisqu", "puisque", "qu", "quand", "quant", "que", "quel", "quelle", "quelles",
    "quelque", "quelques", "quels", "qui", "quiconque", "quoi", "quoique", "rien", "s", "sa",
    "sans", "sauf", "se", "selon", "sera", "serai", "seraient", "serait", "seront", "ses",
    "seule", "si", "sien", "sienne", "sinon", "soi", "soient", "sois", "soit", "sommes", "son",
    "sont", "sous", "souvent", "suis", "sur", "surtout", "t", "ta", "tandis", "tant", "tard",
    "te", "tel", "telle", "telles", "tels", "tes", "toi", "ton", "toujours", "tous", "tout",
    "toute", "toutefois", "toutes", "trop", "très", "tu", "un", "une", "va", "vers", "via",
    "voici", "voilà", "vont", "vos", "votre", "vous", "vu", "y", "à", "ça", "étaient", "étais",
    "était", "étant", "été", "êtes", "être",
];

/// Stand before a name and are no part of it.
#[rustfmt::skip]
pub(super) static TITLES: &[&str] = &[
    "abbé", "adjudant", "adjudante", "ambassadeur", "ambassadrice", "amiral", "brigadier",
    "brigadière", "capitaine", "caporal", "cardinal", "cdt", "chancelier", "chancelière",
    "chanoine", "chef", "cne", "col", "colonel", "commandant", "commissaire",
    "commissaire-priseur", "commissaires", "conseiller", "conseillers", "conseillère", "dg",
    "directeur", "directrice", "docteur", "docteure", "dr", "drs", "duc", "duchesse", "député",
    "députée", "députés", "entraîneur", "entraîneuse", "frère", "gal", "gouverneur", "gouverneure",
    "général", "générale", "imam", "ingénieur", "inspecteur", "inspectrice", "juge", "lady",
    "lieutenant", "lord", "lt", "lt-colonel", "m", "madame", "mademoiselle", "maire", "major",
    "maréchal", "maître", "me", "mesdames", "messieurs", "mgr", "ministre", "ministre-présidente",
    "ministres", "mlle", "mlles", "mm", "mme", "mmes", "monseigneur", "monsieur", "mr", "mère",
    "pape", "patron", "patronne", "pdg", "porte-parole", "pr", "premier", "première", "prince",
    "princesse", "procureur", "procureure", "prof", "professeur", "professeure", "préfet",
    "préfète", "président", "présidente", "présidents", "père", "rabbin", "rapporteur",
    "rapporteure", "reine", "roi", "secrétaire", "sergent", "sgt", "sir", "sénateur", "sénatrice",
    "sœur", "trésorier", "trésorière", "veuve", "vice-président", "vice-présidente", "évêque",
];

/// Capitalised, yet no name: days, months, labels, Roman numerals.
#[rustfmt::skip]
pub(super) static NOT_NAMES: &[&str] = &[
    "accueil", "adn", "affaires", "annexe", "août", "article", "articles", "avr", "avril",
    "celsius", "celui-ci", "cf", "chapitre", "communiqué", "conclusion", "contact", "covid",
    "crédit", "crédits", "cv", "dimanche", "direct", "dvd", "déc", "décembre", "embargo",
    "exclusif", "exclusivité", "fahrenheit", "faq", "figure", "fin", "flash", "févr", "février",
    "html", "i", "ii", "iii", "image", "images", "imprimer", "internet", "introduction", "iv",
    "ix", "janv", "janvier", "jeudi", "juil", "juillet", "juin", "lire", "lundi", "légende", "mai",
    "mardi", "mars", "mercredi", "nb", "note", "nov", "novembre", "noël", "oct", "octobre", "ok",
    "partager", "partie", "pdf", "photo", "photos", "presse", "ps", "pub", "publicité", "publié",
    "pâques", "réagir", "samedi", "section", "sept", "septembre", "sms", "source", "sources",
    "tableau", "temps", "titre", "tv", "tva", "urgent", "url", "v", "vendredi", "vi", "vidéo",
    "vidéos", "vii", "viii", "voir", "web", "wi-fi", "x", "xi", "xii", "xiii", "xiv", "xix", "xv",
    "xvi", "xvii", "xviii", "xx", "xxi",
];

/// Peoples and what is theirs, and points of the compass.
#[rustfmt::skip]
pub(super) static DEMONYMS: &[&str] = &[
    "africain", "africaine", "africaines", "africains", "algérien", "algérienne", "algériens",
    "allemand", "allemande", "allemandes", "allemands", "américain", "américaine",
    "américaines", "américains", "anglais", "anglaise", "anglaises", "asiatique", "asiatiques",
    "belge", "belges", "britannique", "britanniques", "brésilien", "brésilienne", "brésiliens",
    "canadien", "canadienne", "canadiennes", "canadiens", "chinois", "chinoise", "chinoises",
    "danois", "danoise", "espagnol", "espagnole", "espagnoles", "espagnols", "est", "européen",
    "européenne", "européennes", "européens", "finlandais", "français", "française",
    "françaises", "grec", "grecque", "grecques", "grecs", "hollandais", "hollandaise", "indien",
    "indienne", "indiens", "irlandais", "irlandaise", "israélien", "israéliens", "italien",
    "italienne", "italiennes", "italiens", "japonais", "japonaise", "marocain", "marocaine",
    "marocaines", "marocains", "mexicain", "mexicains", "nord", "norvégien", "norvégiens",
    "néerlandais", "néerlandaise", "néerlandaises", "occidental", "occidentaux", "ouest",
    "palestinien", "palestiniens", "parisien", "parisiens", "polonais", "polonaise",
    "portugais", "portugaise", "portugaises", "russe", "russes", "saint", "sainte", "st", "ste",
    "sud", "suisse", "suisses", "suédois", "suédoise", "sénégalais", "tunisien", "tunisienne",
    "tunisiens", "turc", "turcs", "turque", "turques", "ukrainien", "ukrainienne",
    "ukrainiennes", "ukrainiens",
];

/// Small words inside names.
#[rustfmt::skip]
pub(super) static NAME_LINKS: &[&str] = &[
    "al", "ben", "bin", "d'", "da", "de", "del", "della", "der", "des", "di", "do", "dos", "du",
    "el", "ibn", "la", "le", "ten", "ter", "van", "von",
];

/// “Per cent” in letters.
#[rustfmt::skip]
pub(super) static PERCENT_WORDS: &[&str] = &[
    "p. 100", "pour cent", "pourcent", "pourcents",
];

/// A text that ends with one of these was cut off.
#[rustfmt::skip]
pub(super) static NEVER_LAST: &[&str] = &[
    "afin", "au", "aux", "avec", "c", "c'", "car", "ce", "ces", "cet", "cette", "chaque",
    "chez", "comme", "contre", "d", "d'", "dans", "de", "depuis", "des", "donc", "dont", "du",
    "durant", "dès", "en", "entre", "est", "et", "j", "j'", "jusqu", "jusqu'", "l", "l'",
    "l'un", "la", "le", "les", "leur", "leurs", "lorsqu", "lorsqu'", "lorsque", "m", "m'", "ma",
    "mais", "malgré", "mes", "mon", "n", "n'", "ni", "nos", "notre", "ou", "où", "par", "parce",
    "parmi", "pendant", "pour", "puisqu", "puisqu'", "puisque", "qu", "qu'", "quand", "que",
    "quelque", "quelques", "qui", "s", "s'", "sa", "sans", "sauf", "se", "selon", "ses", "si",
    "son", "sont", "sous", "sur", "t", "t'", "ta", "tandis", "tel", "tes", "ton", "très", "un",
    "une", "vers", "via", "vos", "votre", "à",
];

/// January first.
#[rustfmt::skip]
pub(super) static MONTHS: &[&str] = &[
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre",
    "octobre", "novembre", "décembre",
];

/// Number words and their values.
#[rustfmt::skip]
pub(super) static NUMBER_WORDS: &[(&str, f64)] = &[
    ("billion", 1e12), ("billions", 1e12), ("cent", 100.0), ("cents", 100.0), ("cinq", 5.0),
    ("cinquante", 50.0), ("deux", 2.0), ("dix", 10.0), ("douze", 12.0), ("huit", 8.0),
    ("huitante", 80.0), ("md", 1e9), ("mds", 1e9), ("mille", 1000.0), ("milliard", 1e9),
    ("milliards", 1e9), ("million", 1e6), ("millions", 1e6), ("mrd", 1e9), ("neuf", 9.0),
    ("nonante", 90.0), ("octante", 80.0), ("onze", 11.0), ("quarante", 40.0),
    ("quatorze", 14.0), ("quatre", 4.0), ("quinze", 15.0), ("seize", 16.0), ("sept", 7.0),
    ("septante", 70.0), ("six", 6.0), ("soixante", 60.0), ("treize", 13.0), ("trente", 30.0),
    ("trois", 3.0), ("un", 1.0), ("une", 1.0), ("vingt", 20.0), ("vingts", 20.0), ("zéro", 0.0),
];
