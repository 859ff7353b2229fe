//! What a language has for the meaning of a sentence: words that deny, hedge, attribute, exclude one another or point up and down.
//! Closed classes, plain data; the algorithms are in the rule `bind`.

/// The words that a binding is decided by, lowercase, with straight apostrophes. Several words are separated by spaces; words are compared by
/// their stems, except in [`Meaning::deny`], [`Meaning::restrict`] and [`Meaning::auxiliaries`].
#[derive(Debug)]
pub struct Meaning {
    /// Words that deny what follows: `not`, `jamais`, `sans`.
    pub deny: &'static [&'static str],
    /// Words that make a denial only together with a particle before them (`ne … pas`); empty where the language has no such particle.
    pub deny_after: &'static [&'static str],
    /// That particle: `ne`, `n`.
    pub particle: &'static [&'static str],
    /// Verbs that deny what they govern: `refuse`, `deny`, `nier`.
    pub refuse: &'static [&'static str],
    /// Verbs that deny the infinitive behind them: `failed to`, `refuse de`.
    pub refuse_to: &'static [&'static str],
    /// What stands before that infinitive: `to`, `de`.
    pub infinitive: &'static [&'static str],
    /// What stands before a noun that is denied rather than a verb (`pas de train`), or denies one itself (`no`, `aucun`).
    pub noun_denied: &'static [&'static str],
    /// Words after or near a denial that make it no plain one: `not only`, `not until`, `pas avant`, `pas tous`.
    pub restrict: &'static [&'static str],
    /// Forms that stand between a denial and its verb: auxiliaries, modals, pronouns, small adverbs.
    pub auxiliaries: &'static [&'static str],
    /// Up.
    pub up: &'static [&'static str],
    /// Down.
    pub down: &'static [&'static str],
    /// Up, but only right before a number or one of [`Meaning::to_number`]: `up 3 %`.
    pub up_before: &'static [&'static str],
    /// Down, in the same place.
    pub down_before: &'static [&'static str],
    /// Words that lead from such a word to a number: `by`, `from`, `de`.
    pub to_number: &'static [&'static str],
    /// Words between a later value and an earlier one: `against`, `contre`.
    pub against: &'static [&'static str],
    /// Words before an earlier value: `from`, `de`.
    pub step_from: &'static [&'static str],
    /// Words before a later value: `to`, `à`.
    pub step_to: &'static [&'static str],
    /// Words that give a cause: `because of`, `à cause de`.
    pub causes: &'static [&'static str],
    /// Words that join two statements: the things of one number end there, those of the next begin.
    pub conjunctions: &'static [&'static str],
    /// Groups of sides that exclude one another.
    pub contrasts: &'static [&'static [&'static [&'static str]]],
    /// Words that keep a claim at a distance: `allegedly`, `présumé`, `soupçonné`.
    pub hedges: &'static [&'static str],
    /// The hedges without which a claim becomes an accusation or a fact.
    pub claims: &'static [&'static str],
    /// Verbs that leave open whether it comes about: `may`, `pourrait`.
    pub modals: &'static [&'static str],
    /// Words that say that somebody says it: `according to`, `selon`.
    pub attributions: &'static [&'static str],
    /// Forms of the conditional that report what is not proved (`aurait`, with a participle behind them); none in English.
    pub reported: &'static [&'static str],
    /// Words behind which that conditional is plain grammar: `que`, `si`.
    pub plain_conditional: &'static [&'static str],
    /// Superlatives that need no article: `largest`, `record`.
    pub superlatives: &'static [&'static str],
    /// The ending of superlatives behind an article: `the toughest`; none in French.
    pub superlative_ending: Option<&'static str>,
    /// Words that make a superlative of the next one: `most`, `le plus`.
    pub most: &'static [&'static str],
    /// What makes a superlative one of several: `one of the`, `l’un des`.
    pub partitive: &'static [&'static str],
    /// What looks like one and is none: `at most`, `le plus souvent`.
    pub no_superlative: &'static [&'static str],
    /// Groups of verbs with two sides: who does the one to somebody has the other done by him (`beat`, `lose`).
    /// The first group is who comes after whom.
    pub converses: &'static [&'static [&'static [&'static str]]],
    /// Words that link such a verb to the other one: `to`, `contre`.
    pub links: &'static [&'static str],
    /// Verbs whose subject and object can change places: `meet`, `rencontrer`.
    pub symmetric: &'static [&'static str],
    /// Forms of the passive auxiliary.
    pub passive: &'static [&'static str],
    /// What introduces the one who acts in the passive: `by`, `par`.
    pub agent: &'static [&'static str],
    /// Words that give a number to somebody named before: `his 44 %`.
    pub possessives: &'static [&'static str],
    /// Forms of address before a name, which give nobody a function.
    pub honorifics: &'static [&'static str],
    /// Articles and possessives before the noun of an apposition.
    pub determiners: &'static [&'static str],
    /// Pairs of prepositions that exclude one another before the same word: `before`, `after`.
    pub opposed: &'static [(&'static str, &'static str)],
    /// `respectively` and the like: which belongs to which is said by order alone.
    pub respectively: &'static [&'static str],
}
