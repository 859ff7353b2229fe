//! French: units, ranks, bounds and clock words.

use crate::lang::{Bound, Figures};

/// What French writes beside figures.
#[rustfmt::skip]
pub(super) static FIGURES: Figures = Figures {
    units: &[
        ("kilomètre", "km"), ("kilomètres", "km"), ("km", "km"), ("kms", "km"), ("mètre", "m"), ("mètres", "m"), ("m", "m"),
        ("centimètre", "cm"), ("centimètres", "cm"), ("cm", "cm"), ("millimètre", "mm"), ("millimètres", "mm"), ("mm", "mm"),
        ("mille nautique", "nmi"), ("milles nautiques", "nmi"), ("mille marin", "nmi"), ("milles marins", "nmi"),
        ("pieds", "ft"), ("pouces", "in"), ("hectare", "ha"), ("hectares", "ha"), ("ha", "ha"), ("acre", "acre"), ("acres", "acre"),
        ("mètre carré", "m²"), ("mètres carrés", "m²"), ("m²", "m²"), ("m2", "m²"), ("kilomètre carré", "km²"),
        ("kilomètres carrés", "km²"), ("km²", "km²"), ("km2", "km²"), ("mètre cube", "m³"), ("mètres cubes", "m³"), ("m³", "m³"), ("m3", "m³"),
        ("litre", "l"), ("litres", "l"), ("l", "l"), ("centilitre", "cl"), ("centilitres", "cl"), ("cl", "cl"), ("millilitre", "ml"),
        ("millilitres", "ml"), ("ml", "ml"), ("hectolitre", "hl"), ("hectolitres", "hl"), ("hl", "hl"),
        ("tonne", "t"), ("tonnes", "t"), ("t", "t"), ("kilo", "kg"), ("kilos", "kg"), ("kilogramme", "kg"), ("kilogrammes", "kg"), ("kg", "kg"),
        ("gramme", "g"), ("grammes", "g"), ("g", "g"), ("milligramme", "mg"), ("milligrammes", "mg"), ("mg", "mg"), ("quintal", "q"), ("quintaux", "q"),
        ("seconde", "s"), ("secondes", "s"), ("milliseconde", "ms"), ("millisecondes", "ms"), ("minute", "min"), ("minutes", "min"),
        ("min", "min"), ("mn", "min"), ("heure", "h"), ("heures", "h"), ("h", "h"), ("jour", "d"), ("jours", "d"), ("journée", "d"), ("journées", "d"),
        ("nuits", "night"), ("nuit", "night"), ("semaine", "wk"), ("semaines", "wk"), ("mois", "mo"), ("trimestres", "qr"), ("semestre", "hy"), ("semestres", "hy"),
        ("an", "yr"), ("ans", "yr"), ("année", "yr"), ("années", "yr"), ("décennie", "dec"), ("décennies", "dec"), ("siècle", "cent"), ("siècles", "cent"),
        ("kilomètres à l'heure", "km/h"), ("kilomètres par heure", "km/h"), ("kilomètres heure", "km/h"), ("km/h", "km/h"), ("nœuds", "kn"), ("mph", "mph"), ("m/s", "m/s"),
        ("degré", "°"), ("degrés", "°"), ("degrés celsius", "°C"), ("degrés fahrenheit", "°F"),
        ("octets", "B"), ("ko", "kB"), ("mo", "MB"), ("go", "GB"), ("to", "TB"), ("kilooctets", "kB"), ("mégaoctets", "MB"), ("gigaoctets", "GB"), ("téraoctets", "TB"),
        ("watt", "W"), ("watts", "W"), ("kilowatt", "kW"), ("kilowatts", "kW"), ("kw", "kW"), ("mégawatt", "MW"), ("mégawatts", "MW"), ("mw", "MW"), ("gigawatt", "GW"),
        ("gigawatts", "GW"), ("gw", "GW"), ("kilowattheure", "kWh"), ("kilowattheures", "kWh"), ("kwh", "kWh"), ("mégawattheures", "MWh"), ("mwh", "MWh"),
        ("gigawattheures", "GWh"), ("gwh", "GWh"), ("térawattheures", "TWh"), ("twh", "TWh"), ("décibels", "dB"), ("db", "dB"), ("calories", "cal"), ("kcal", "kcal"),
    ],
    currencies: &[
        ("euro", "EUR"), ("euros", "EUR"), ("eur", "EUR"), ("dollar", "USD"), ("dollars", "USD"), ("usd", "USD"), ("gbp", "GBP"),
        ("livre sterling", "GBP"), ("livres sterling", "GBP"), ("chf", "CHF"), ("francs suisses", "CHF"), ("francs", "FRF"), ("yen", "JPY"), ("yens", "JPY"), ("jpy", "JPY"),
        ("yuan", "CNY"), ("yuans", "CNY"), ("roubles", "RUB"), ("roupies", "INR"), ("couronnes", "kr"), ("francs cfa", "XOF"), ("dirhams", "MAD"),
    ],
    cents: &[("centime", "EUR"), ("centimes", "EUR"), ("cents", "¢"), ("pence", "GBP")],
    points: &["points de pourcentage", "point de pourcentage", "points de pour cent", "points", "point", "pts"],
    ordinals: &[
        ("premier", 1), ("première", 1), ("premiers", 1), ("premières", 1), ("deuxième", 2), ("second", 2), ("seconde", 2), ("troisième", 3),
        ("quatrième", 4), ("cinquième", 5), ("sixième", 6), ("septième", 7), ("huitième", 8), ("neuvième", 9), ("dixième", 10), ("onzième", 11),
        ("douzième", 12), ("treizième", 13), ("quatorzième", 14), ("quinzième", 15), ("seizième", 16), ("vingtième", 20), ("trentième", 30),
        ("quarantième", 40), ("cinquantième", 50), ("soixantième", 60), ("centième", 100), ("millième", 1000), ("unième", 1),
    ],
    ordinal_suffixes: &["er", "re", "ère", "ers", "e", "es", "ème", "èmes", "eme", "nd", "nde", "ᵉ", "ᵉʳ"],
    collectives: &[
        ("dizaine", 10), ("douzaine", 12), ("quinzaine", 15), ("vingtaine", 20), ("trentaine", 30), ("quarantaine", 40), ("cinquantaine", 50),
        ("soixantaine", 60), ("centaine", 100), ("millier", 1000), ("douzaines", 12), ("dizaines", 10), ("centaines", 100), ("milliers", 1000),
    ],
    bounds: &[
        ("un peu plus de", Bound::Above), ("un peu moins de", Bound::Below), ("pas plus de", Bound::Below), ("pas moins de", Bound::Above),
        ("plus d'", Bound::Above), ("plus de", Bound::Above), ("moins d'", Bound::Below), ("moins de", Bound::Below), ("au moins", Bound::Above), ("au minimum", Bound::Above),
        ("au plus", Bound::Below), ("au maximum", Bound::Below), ("près de", Bound::Below), ("près d'", Bound::Below), ("presque", Bound::Below),
        ("environ", Bound::About), ("quelque", Bound::About), ("autour de", Bound::About), ("à peu près", Bound::About), ("approximativement", Bound::About),
        ("supérieur à", Bound::Above), ("supérieure à", Bound::Above), ("inférieur à", Bound::Below), ("inférieure à", Bound::Below), ("au-delà de", Bound::Above),
    ],
    minus: &["moins"],
    falls: &[
        "baiss", "recul", "chut", "diminu", "perd", "repli", "tomb", "réduc", "rédui", "régress", "décroît", "plong", "fléchi", "inférieur", "moins", "perte",
        "dégring", "effondr", "fond", "cèd", "cédé",
    ],
    counted: &[
        "mort", "morts", "morte", "mortes", "décès", "tué", "tués", "tuée", "tuées", "victime", "victimes", "blessé", "blessés", "blessée", "blessées", "disparu", "disparus", "otage",
        "otages", "emploi", "emplois", "poste", "postes", "voix", "vote", "votes", "but", "buts", "arrestation", "arrestations", "interpellation",
        "interpellations", "enfant", "enfants", "médaille", "médailles", "victoire", "victoires", "défaite", "défaites", "essais", "sièges", "siège", "élu", "élus", "licenciement",
        "licenciements", "suspect", "suspects", "fois", "noyés", "cas", "naissances",
    ],
    casualties: &[
        "mort", "morts", "mortes", "tué", "tués", "tuées", "blessé", "blessés", "blessées", "décédé", "décédés", "décédées", "arrêté", "arrêtés", "interpellés", "disparues", "disparus",
        "interpellées", "hospitalisées", "hospitalisés", "licenciés", "licenciées", "noyées", "péri",
    ],
    weekdays: &["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    decades: &[],
    decade_before: &["années"],
    quarters: &["trimestre"],
    quarter_letter: "t",
    clock_words: &[("midi", 720), ("minuit", 0)],
    clock_before: &["à", "dès", "vers", "avant", "jusqu'à", "depuis", "entre", "d'ici", "matin", "soir", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    day_halves: &[("du matin", false), ("du soir", true), ("de l'après-midi", true), ("de l'après midi", true)],
    fractions: &[("moitié", 2), ("tiers", 3), ("quart", 4), ("quarts", 4), ("cinquième", 5), ("cinquièmes", 5), ("dixième", 10), ("dixièmes", 10)],
    share_links: &["sur"],
    references: &["article", "articles", "art", "alinéa", "règlement", "loi", "décret", "directive"],
    doubtful_months: &[],
    month_before: &[],
    range_links: &["à", "et", "ou", "au", "contre", "-", "–", "—", "‑", "et de", "puis", "à environ", "et le", "ou de"],
    year_beside: &[
        ("année précédente", -1), ("an passé", -1), ("un an plus tôt", -1), ("un an auparavant", -1), ("un an avant", -1), ("année d'avant", -1),
        ("année suivante", 1), ("un an plus tard", 1), ("un an après", 1), ("année d'après", 1),
    ],
    pairs: &["couple", "duo", "paire", "doublé", "double", "deuxième", "jumeaux", "jumelles"],
};
