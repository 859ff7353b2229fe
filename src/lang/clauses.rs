//! How the sentences of a language are cut into clauses.

/// Closed classes, lowercase; an elided form stands without its apostrophe.
#[derive(Debug)]
pub struct Clauses {
    /// Words with which a clause begins: relative pronouns, conjunctions, prepositions that govern a clause.
    pub openers: &'static [&'static str],
    /// Of these, those that open an event or a cause.
    pub markers: &'static [&'static str],
    /// Words that lead a reader through a text or tell who speaks, and state nothing of their own.
    pub frames: &'static [&'static str],
}
