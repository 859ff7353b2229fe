//! How a language says that something has happened or is planned: what a sentence of its own tells is an event, not an explanation.

/// Closed classes, lowercase; elided forms stand without their apostrophe.
#[derive(Debug)]
pub struct Events {
    /// Auxiliaries before a participle: `has`, `a`.
    pub perfect: &'static [&'static str],
    /// Words that may stand between them: `already`, `déjà`; adverbs with [`Events::adverb`] besides.
    pub between: &'static [&'static str],
    /// Words that put a clause of its own to a sentence: `and`, `mais`.
    pub adds: &'static [&'static str],
    /// The ending of adverbs: `ly`, `ment`.
    pub adverb: &'static str,
    /// What makes a passive of it: `been`, `été`.
    pub passive: &'static str,
    /// The ending of a form that goes on behind that: `had been betting`.
    pub progressive: Option<&'static str>,
    /// Endings of participles.
    pub endings: &'static [&'static str],
    /// Participles with none of them.
    pub irregular: &'static [&'static str],
    /// Participles and their likes that tell no event: `remained`, `semblé`.
    pub still: &'static [&'static str],
    /// Words before an auxiliary that make no event of it: `could`, `il y`.
    pub never: &'static [&'static str],
    /// Somebody who does something: a past form right behind tells an event. None where the past has no form of its own.
    pub persons: &'static [&'static str],
    /// Something that will be done, before a participle: `sera`.
    pub coming: &'static [&'static str],
    /// Somebody plans or wants it: `is considering`, `envisage`.
    pub plans: &'static [&'static str],
    /// First words of sentences that comment on what was told, lead on or ask: `this`, `reste`.
    pub leads: &'static [&'static str],
    /// The reader and the writer.
    pub readers: &'static [&'static str],
    /// Words that make a supposition of a sentence.
    pub modals: &'static [&'static str],
}
