//! The words by which a sentence can be put in another order without a change of what it says. Closed classes, plain data, lowercase,
//! straight apostrophes.

/// What a language has for that.
#[derive(Debug)]
pub struct Rewording {
    /// Prepositions of a phrase of time or place that may stand at either end of a sentence: `à`, `en`, `in`.
    pub movable: &'static [&'static str],
    /// Prepositions that never open what a verb wants: a clause may end before one.
    pub adjunct: &'static [&'static str],
    /// Prepositions that only continue such a phrase: `de`, `of`.
    pub inside: &'static [&'static str],
    /// Words that open a clause of its own: what stands behind one is not moved past it.
    pub subordinate: &'static [&'static str],
    /// How a source is named in front of what it says: `selon`, `according to`.
    pub according: &'static [&'static str],
    /// The word between a verb of speech and what is said.
    pub that: &'static str,
    /// Its form before a vowel; empty where there is none.
    pub that_elided: &'static str,
    /// Words that point back: a sentence that begins with one does not stand alone.
    pub back: &'static [&'static str],
    /// Words that a rewording may bring in, beside articles and auxiliaries, because they carry nothing of their own.
    pub free: &'static [&'static str],
}
