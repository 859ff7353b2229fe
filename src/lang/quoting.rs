//! The small words by which a clause that reports a quotation is told from the speaker's own words.

/// Closed classes of words that such clauses are made of. Every list is sorted, lowercase, with straight apostrophes.
#[derive(Debug)]
pub struct Quoting {
    /// Pronouns that stand for whoever speaks: `il`, `she`.
    pub pronouns: &'static [&'static str],
    /// Auxiliaries before a participle: `a`, `s'est`, `had`.
    pub auxiliaries: &'static [&'static str],
    /// Verbs that take another verb: `fait valoir`, `veut croire`.
    pub helpers: &'static [&'static str],
    /// Verbs whose inversion is the speaker's own aside and reports nothing: `semble-t-il`.
    pub asides: &'static [&'static str],
    /// Verbs by which somebody judges something in words of their own: `calling the delay "absurd"`, `jugeant l'incident « grave »`.
    pub judging: &'static [&'static str],
    /// Nouns for words, in a phrase that gives them to somebody: `in the words of Paul`, `selon les mots de Paul`.
    pub wordings: &'static [&'static str],
    /// Words that begin the name of a source: `selon`, `according`.
    pub sources: &'static [&'static str],
    /// Articles and possessives: they begin a noun.
    pub articles: &'static [&'static str],
    /// Prepositions of place, time and occasion, and of a noun's complement.
    pub prepositions: &'static [&'static str],
    /// Words of time and manner that may stand anywhere in such a clause.
    pub times: &'static [&'static str],
    /// Words before whoever is spoken to: `au directeur`.
    pub addressees: &'static [&'static str],
    /// Pronouns, articles and forms of address that show a woman.
    pub feminine: &'static [&'static str],
    /// Those that show a man.
    pub masculine: &'static [&'static str],
    /// Words that deny: an edit that drops or adds one turns the meaning.
    pub negations: &'static [&'static str],
    /// Words that limit or turn what stands before them: what they open cannot be left out of a quotation (`if`, `mais`).
    pub turns: &'static [&'static str],
    /// Irregular verbs, each with its forms.
    pub forms: &'static [&'static [&'static str]],
}
