//! English: words, abbreviations and numbers. Every list is sorted, lowercase, with straight apostrophes.

/// Never end a sentence.
#[rustfmt::skip]
pub(super) static ABBREVIATIONS: &[&str] = &[
    "adm", "approx", "apr", "assn", "assoc", "aug", "bldg", "blvd", "capt", "cf", "cmdr", "col",
    "cpl", "dec", "dept", "det", "dist", "dr", "e.g", "eds", "esp", "excl", "feb", "fri", "gen",
    "gov", "hon", "i.e", "incl", "jan", "jul", "jun", "lt", "maj", "messrs", "mr", "mrs", "ms",
    "mt", "nov", "oct", "pres", "prof", "rep", "resp", "rev", "sen", "sep", "sept", "sgt", "st",
    "ste", "supt", "tel", "thu", "thurs", "trans", "tue", "tues", "univ", "v", "viz", "vs",
];

/// End a sentence when a capital follows.
#[rustfmt::skip]
pub(super) static FINAL_ABBREVIATIONS: &[&str] = &[
    "a.d", "a.m", "al", "b.a", "b.c", "bros", "co", "corp", "esq", "etc", "inc", "jr", "ltd",
    "m.a", "m.d", "p.m", "ph.d", "plc", "sr",
];

/// Go on with a clock time.
#[rustfmt::skip]
pub(super) static AFTER_CLOCK: &[&str] = &[
    "aest", "april", "august", "bst", "cest", "cet", "december", "eastern", "edt", "est", "et", "february", "friday",
    "gmt", "january", "july", "june", "march", "may", "mdt", "monday", "mountain", "mst", "november", "october",
    "pacific", "pdt", "pst", "pt", "saturday", "september", "sunday", "thursday", "tuesday", "utc", "wednesday",
];

/// End the name of a company.
pub(super) static COMPANY_FORMS: &[&str] = &["bros", "co", "corp", "inc", "ltd", "plc"];

/// Open the name of a post in a company.
#[rustfmt::skip]
pub(super) static COMPANY_POSTS: &[&str] = &[
    "ceo", "cfo", "chair", "chairman", "chairwoman", "chief", "coo", "cto", "director", "executive", "founder",
    "general", "managing", "senior", "spokesman", "spokesperson", "spokeswoman", "vice",
];

/// Are abbreviations only before a number: elsewhere they are words.
#[rustfmt::skip]
pub(super) static NUMBER_ABBREVIATIONS: &[&str] = &[
    "art", "c", "ca", "ch", "chap", "ed", "eq", "est", "fig", "figs", "no", "nos", "p", "par",
    "para", "pp", "pt", "ref", "sec", "tab", "ver", "vol", "vols",
];

/// Words without a meaning of their own.
#[rustfmt::skip]
pub(super) static FUNCTION_WORDS: &[&str] = &[
    "a", "about", "above", "according", "across", "after", "again", "against", "ago", "all",
    "almost", "along", "already", "also", "although", "always", "am", "amid", "among",
    "amongst", "an", "and", "another", "any", "anybody", "anyone", "anything", "are", "around",
    "as", "at", "away", "be", "became", "because", "become", "been", "before", "behind",
    "being", "below", "beneath", "beside", "besides", "between", "beyond", "both", "but", "by",
    "came", "can", "cannot", "could", "despite", "did", "do", "does", "doing", "done", "down",
    "during", "each", "either", "else", "enough", "even", "ever", "every", "everybody",
    "everyone", "everything", "except", "few", "for", "former", "from", "further", "get",
    "gets", "got", "had", "half", "has", "have", "having", "he", "hence", "her", "here", "hers",
    "herself", "him", "himself", "his", "how", "however", "i", "if", "in", "indeed", "inside",
    "instead", "into", "is", "it", "its", "itself", "just", "last", "least", "less", "like",
    "made", "make", "makes", "many", "may", "me", "might", "mine", "more", "most", "much",
    "must", "my", "myself", "near", "neither", "never", "nevertheless", "next", "no", "nobody",
    "none", "nor", "not", "nothing", "now", "of", "off", "often", "on", "once", "one", "only",
    "onto", "or", "other", "others", "ought", "our", "ours", "ourselves", "out", "outside",
    "over", "own", "per", "perhaps", "rather", "same", "shall", "she", "should", "since", "so",
    "some", "somebody", "someone", "something", "sometimes", "soon", "still", "such", "than",
    "that", "the", "their", "theirs", "them", "themselves", "then", "there", "therefore",
    "these", "they", "this", "those", "though", "through", "throughout", "thus", "till", "to",
    "together", "too", "toward", "towards", "under", "underneath", "unless", "until", "unto",
    "up", "upon", "us", "very", "via", "was", "we", "well", "were", "what", "whatever", "when",
    "whenever", "where", "whereas", "wherever", "whether", "which", "whichever", "while", "who",
    "whoever", "whole", "whom", "whose", "why", "will", "with", "within", "without", "would",
    "yet", "you", "your", "yours", "yourself", "yourselves",
];

/// Stand before a name and are no part of it.
#[rustfmt::skip]
pub(super) static TITLES: &[&str] = &[
    "adm", "admiral", "agent", "ambassador", "archbishop", "attorney", "baron", "baroness",
    "bishop", "brig", "brigadier", "brother", "capt", "captain", "cardinal", "ceo", "cfo", "chair",
    "chairman", "chairwoman", "chancellor", "chef", "chief", "chief-superintendent", "cllr",
    "cmdr", "coach", "col", "colonel", "commander", "commissioner", "congressman", "congresswoman",
    "constable", "corporal", "councillor", "councillors", "councilman", "councilor",
    "councilwoman", "cpl", "cpt", "cto", "dame", "dc", "dci", "dean", "dep", "deputy", "det",
    "detective", "di", "director", "doctor", "dr", "ds", "duchess", "duke", "editor", "emperor",
    "empress", "father", "gen", "general", "gov", "governor", "headteacher", "hon", "insp",
    "inspector", "judge", "justice", "king", "lady", "lieutenant", "lord", "lt", "madam", "maj",
    "major", "marshal", "master", "mayor", "minister", "ministers", "miss", "mother", "mp", "mps",
    "mr", "mrs", "ms", "nurse", "officer", "pastor", "pc", "pilot", "pm", "pope", "president",
    "prime", "prince", "princess", "prof", "professor", "pvt", "queen", "rabbi", "rep",
    "representative", "rev", "reverend", "secretary", "sen", "senator", "sergeant", "sgt",
    "sheriff", "sir", "sister", "spokesman", "spokesmen", "spokesperson", "spokeswoman",
    "superintendent", "supt", "surgeon", "treasurer", "vicar", "vice-chancellor", "vice-president",
];

/// Capitalised, yet no name: days, months, labels, Roman numerals.
#[rustfmt::skip]
pub(super) static NOT_NAMES: &[&str] = &[
    "advertisement", "appendix", "apr", "april", "article", "articles", "aug", "august", "breaking",
    "caption", "celsius", "chapter", "christmas", "conclusion", "contact", "covid", "credit",
    "credits", "dec", "december", "dna", "dvd", "easter", "eighties", "embargo", "ends",
    "exclusive", "fahrenheit", "faq", "feb", "february", "fifties", "figure", "forties", "fri",
    "friday", "fridays", "html", "i", "ii", "iii", "image", "images", "internet", "introduction",
    "iv", "ix", "jan", "january", "jul", "july", "jun", "june", "live", "mar", "march", "may",
    "mon", "monday", "mondays", "nineties", "note", "nov", "november", "oct", "october", "ok",
    "part", "pdf", "photo", "photos", "press", "ps", "read", "release", "sat", "saturday",
    "saturdays", "section", "see", "sep", "sept", "september", "seventies", "sixties", "source",
    "sources", "sun", "sunday", "sundays", "table", "thirties", "thu", "thursday", "thursdays",
    "title", "tue", "tuesday", "tuesdays", "tv", "twenties", "update", "urgent", "url", "vat", "vi",
    "video", "videos", "vii", "viii", "watch", "web", "wed", "wednesday", "wednesdays", "wi-fi",
    "xi", "xii", "xiii", "xiv", "xix", "xv", "xvi", "xvii", "xviii", "xx", "xxi",
];

/// Peoples and what is theirs, and points of the compass.
#[rustfmt::skip]
pub(super) static DEMONYMS: &[&str] = &[
    "african", "africans", "algerian", "algerians", "american", "americans", "arab", "arabs",
    "asian", "asians", "australian", "australians", "austrian", "austrians", "belgian",
    "belgians", "brazilian", "brazilians", "british", "briton", "britons", "canadian",
    "canadians", "catholic", "catholics", "central", "chinese", "christian", "christians",
    "czech", "dane", "danes", "danish", "dutch", "dutchman", "east", "eastern", "english",
    "englishman", "european", "europeans", "finn", "finnish", "finns", "french", "frenchman",
    "frenchmen", "german", "germans", "greek", "greeks", "hungarian", "hungarians", "indian",
    "indians", "irish", "israeli", "israelis", "italian", "italians", "japanese", "jewish",
    "jews", "latin", "mexican", "mexicans", "moroccan", "moroccans", "muslim", "muslims",
    "north", "northern", "norwegian", "norwegians", "palestinian", "palestinians", "pole",
    "poles", "polish", "portuguese", "protestant", "protestants", "romanian", "romanians",
    "russian", "russians", "saint", "scots", "scottish", "south", "southern", "spaniard",
    "spaniards", "spanish", "st", "swede", "swedes", "swedish", "swiss", "tunisian",
    "tunisians", "turk", "turkish", "turks", "ukrainian", "ukrainians", "welsh", "west",
    "western", "westerners",
];

/// Small words inside names.
#[rustfmt::skip]
pub(super) static NAME_LINKS: &[&str] = &[
    "al", "ben", "bin", "da", "de", "del", "della", "der", "di", "do", "dos", "du", "el", "ibn",
    "la", "le", "of", "ten", "ter", "the", "van", "von",
];

/// “Per cent” in letters.
#[rustfmt::skip]
pub(super) static PERCENT_WORDS: &[&str] = &[
    "pct", "per cent", "percent", "percentage points",
];

/// A text that ends with one of these was cut off.
#[rustfmt::skip]
pub(super) static NEVER_LAST: &[&str] = &[
    "a", "although", "among", "amongst", "an", "and", "as", "at", "because", "between", "but",
    "by", "despite", "during", "each", "every", "for", "from", "if", "into", "is", "its", "my",
    "nor", "of", "onto", "or", "our", "per", "than", "that", "the", "their", "to", "toward",
    "towards", "unless", "until", "via", "was", "were", "when", "whereas", "whether", "which",
    "while", "whose", "with", "without", "your",
];

/// Of those, the ones that a heading may end with when a clause before calls for them: *The town we live in*.
#[rustfmt::skip]
pub(super) static MAY_END: &[&str] = &[
    "at", "between", "but", "by", "for", "from", "if", "into", "is", "of", "that", "to", "toward",
    "towards", "until", "was", "were", "when", "which", "while", "whose", "with", "without",
];

/// Open a clause, or are the subject of one.
#[rustfmt::skip]
pub(super) static CLAUSE_WORDS: &[&str] = &[
    "anything", "everyone", "everything", "he", "how", "i", "it", "nobody", "nothing", "she",
    "someone", "something", "that", "there", "they", "to", "we", "what", "whatever", "when",
    "where", "which", "who", "whom", "whose", "why", "you",
];

/// Stand before a noun, whatever it is made of: *a big if*.
#[rustfmt::skip]
pub(super) static DETERMINERS: &[&str] = &[
    "a", "an", "her", "his", "my", "number", "our", "that", "the", "their", "this", "your",
];

/// Join two things of a kind.
#[rustfmt::skip]
pub(super) static COORDINATORS: &[&str] = &[
    "and", "but", "nor", "or",
];

/// Forms of the verbs that make a sentence of any noun.
#[rustfmt::skip]
pub(super) static AUXILIARIES: &[&str] = &[
    "are", "can", "could", "did", "do", "does", "had", "has", "have", "is", "may", "might", "must",
    "shall", "should", "was", "were", "will", "would",
];

/// Plurals that do not follow from their ending, with their singulars.
#[rustfmt::skip]
pub(super) static PLURALS: &[(&str, &str)] = &[
    ("analyses", "analysis"),
    ("buses", "bus"),
    ("businessmen", "businessman"),
    ("businesswomen", "businesswoman"),
    ("children", "child"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("feet", "foot"),
    ("firemen", "fireman"),
    ("fishermen", "fisherman"),
    ("gases", "gas"),
    ("geese", "goose"),
    ("grandchildren", "grandchild"),
    ("halves", "half"),
    ("heroes", "hero"),
    ("housewives", "housewife"),
    ("knives", "knife"),
    ("leaves", "leaf"),
    ("lives", "life"),
    ("loaves", "loaf"),
    ("men", "man"),
    ("mice", "mouse"),
    ("movies", "movie"),
    ("news", "news"),
    ("oxen", "ox"),
    ("people", "person"),
    ("phenomena", "phenomenon"),
    ("pies", "pie"),
    ("policemen", "policeman"),
    ("policewomen", "policewoman"),
    ("potatoes", "potato"),
    ("series", "series"),
    ("shelves", "shelf"),
    ("species", "species"),
    ("teeth", "tooth"),
    ("thieves", "thief"),
    ("ties", "tie"),
    ("tomatoes", "tomato"),
    ("wives", "wife"),
    ("wolves", "wolf"),
    ("women", "woman"),
];

/// January first.
#[rustfmt::skip]
pub(super) static MONTHS: &[&str] = &[
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
];

/// Number words and their values.
#[rustfmt::skip]
pub(super) static NUMBER_WORDS: &[(&str, f64)] = &[
    ("billion", 1e9), ("billions", 1e9), ("bn", 1e9), ("eight", 8.0), ("eighteen", 18.0),
    ("eighty", 80.0), ("eleven", 11.0), ("fifteen", 15.0), ("fifty", 50.0), ("five", 5.0),
    ("forty", 40.0), ("four", 4.0), ("fourteen", 14.0), ("hundred", 100.0), ("million", 1e6),
    ("millions", 1e6), ("mn", 1e6), ("nine", 9.0), ("nineteen", 19.0), ("ninety", 90.0),
    ("one", 1.0), ("seven", 7.0), ("seventeen", 17.0), ("seventy", 70.0), ("six", 6.0),
    ("sixteen", 16.0), ("sixty", 60.0), ("ten", 10.0), ("thirteen", 13.0), ("thirty", 30.0),
    ("thousand", 1000.0), ("three", 3.0), ("tn", 1e12), ("trillion", 1e12), ("trillions", 1e12),
    ("twelve", 12.0), ("twenty", 20.0), ("two", 2.0), ("zero", 0.0),
];
