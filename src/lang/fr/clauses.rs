//! French: where clauses begin.

use crate::lang::clauses::Clauses;

/// French.
#[rustfmt::skip]
pub(super) static CLAUSES: Clauses = Clauses {
    openers: &[
        "afin", "alors", "après", "auquel", "avant", "avec", "car", "comme", "depuis", "donc", "dont", "duquel", "en", "et", "faute", "grâce", "laquelle",
        "lequel", "lesquelles", "lesquels", "lorsqu", "lorsque", "mais", "malgré", "où", "ou", "par", "parce", "pendant", "pour", "puis", "puisqu", "puisque",
        "qu", "quand", "que", "qui", "sans", "si", "sous", "tandis",
    ],
    markers: &["après", "car", "faute", "parce", "puisqu", "puisque"],
    frames: &[
        "cas", "chose", "compte", "conséquence", "effet", "exemple", "fait", "fois", "heure", "jour", "lieu", "manière", "moment", "mot", "mots", "nombre",
        "part", "personne", "personnes", "place", "point", "question", "raison", "reste", "résultat", "savoir", "selon", "suite", "temps", "tour",
    ],
};
