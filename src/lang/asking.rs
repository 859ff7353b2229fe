//! What a language needs to tell a question by its beginning, and two questions that ask the same: closed classes of words.

/// Classes of words, lowercase; an apostrophe or a hyphen parts two words.
#[derive(Debug)]
pub struct Asking {
    /// Words that ask (`who`, `pourquoi`).
    pub interrogatives: &'static [&'static str],
    /// What may stand before one of them (`for whom`, `à qui`).
    pub before: &'static [&'static str],
    /// Verbs with which a question begins when what follows is its subject (`is the`, `can we`).
    pub auxiliaries: &'static [&'static str],
    /// Those among them that also give orders: only a pronoun follows them in a question (`do you`).
    pub orders: &'static [&'static str],
    /// Pronouns that are subjects.
    pub pronouns: &'static [&'static str],
    /// Other words with which a subject begins.
    pub determiners: &'static [&'static str],
    /// What makes a question of the words around it wherever it stands, hyphens kept (`-il`, `est-ce`).
    pub inversions: &'static [&'static str],
    /// Words without which a question still asks the same.
    pub empty: &'static [&'static str],
    /// Words that deny.
    pub denials: &'static [&'static str],
}
