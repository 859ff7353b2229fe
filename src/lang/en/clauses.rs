//! English: where clauses begin.

use crate::lang::clauses::Clauses;

/// English.
#[rustfmt::skip]
pub(super) static CLAUSES: Clauses = Clauses {
    openers: &[
        "after", "although", "amid", "and", "as", "because", "before", "but", "by", "despite", "following", "for", "having", "if", "in", "once", "or",
        "since", "so", "thanks", "though", "unless", "until", "what", "when", "where", "whereas", "which", "while", "who", "whom", "whose",
        "with", "without", "yet",
    ],
    markers: &["after", "amid", "because", "following", "since"],
    frames: &[
        "addition", "announce", "announced", "case", "comment", "consequence", "example", "fact", "figures", "finally", "findings", "first", "instance", "known",
        "meanwhile", "namely", "news", "number", "people", "person", "place", "point", "question", "reason", "report", "result", "results", "statement",
        "study", "team", "thing", "things", "time", "turn", "update", "way", "work", "world",
    ],
};
