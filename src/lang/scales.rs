//! Scales: adjectives and adverbs of degree with their opposites, and the words that compare by them. Closed classes, plain data.

/// What a language compares by.
#[derive(Debug)]
pub struct Scales {
    /// Both ends of each scale, in the plain form.
    pub poles: &'static [(&'static [&'static str], &'static [&'static str])],
    /// Forms that compare by themselves, by the same ends: `better`, `worse`.
    pub compared: &'static [(&'static [&'static str], &'static [&'static str])],
    /// The ending that makes a plain form compare; none in French.
    pub ending: Option<&'static str>,
    /// `more`, `plus`.
    pub more: &'static [&'static str],
    /// `less`, `moins`.
    pub less: &'static [&'static str],
    /// What brings in the other thing: `than`, `que`.
    pub than: &'static [&'static str],
    /// What makes a superlative of `more`, right before it: `le`; none in English.
    pub the: &'static [&'static str],
    /// Words with a direction in phrases that have none: `cut short`, `turn up`.
    pub idioms: &'static [&'static str],
    /// Verbs of which `up` or `down` is a part and gives no direction: `give up`, `hand down`.
    pub particled: &'static [&'static str],
    /// Verbs that say, like `is`, what something goes on being: `remains possible`.
    pub remains: &'static [&'static str],
    /// Words by which something is allowed: they keep the `may` of a permission.
    pub permits: &'static [&'static str],
    /// What leads to a verb or a noun of acting that somebody is free to do: `have until`, `invited to`.
    pub offers: &'static [&'static str],
    /// Words before the one whose view it is, at the head of a sentence: `Pour le syndicat, …`.
    pub views: &'static [&'static str],
    /// What says of the noun behind it that it is not there or not wanted: `in place of`, `pénurie de`.
    pub set_aside: &'static [&'static str],
    /// Words that begin a clause that is denied as the one before: `nor`.
    pub nor: &'static [&'static str],
    /// Words for the first of its kind.
    pub first: &'static [&'static str],
    /// Words from when on: `since`, `depuis`.
    pub since: &'static [&'static str],
    /// Words behind which another matter is told, beside [`crate::lang::meaning::Meaning::causes`]: `despite`, `alors que`.
    pub beside: &'static [&'static str],
    /// Words before a noun by which that noun goes up or down: `higher prices`; none where they stand behind it.
    pub rising: &'static [&'static str],
    /// Words between what goes up or down and its name: `a rise in prices`, `la hausse des prix`.
    pub of_what: &'static [&'static str],
    /// What is so for the first time may be called unheard-of: `for the first time`.
    pub first_time: &'static [&'static str],
    /// Words for that: `unprecedented`, `inédit`.
    pub unheard_of: &'static [&'static str],
    /// What is only thought of as a cause: `theory`, `piste`.
    pub theories: &'static [&'static str],
    /// Words that state a cause as known: `was the cause`, `est à l'origine`.
    pub is_cause: &'static [&'static str],
    /// Verbs that deny the doing right behind them: `ruled out raising`, `exclut de relever`. An article may bring them in.
    pub refuse_doing: &'static [&'static str],
    /// Comparisons by size: what stands before them is more than what stands behind.
    pub above: &'static [&'static str],
    /// It is less.
    pub below: &'static [&'static str],
    /// Words by which the first of a list in size is told, and superlatives for the same: `principal`, `le plus gros`.
    pub foremost: (&'static [&'static str], &'static [&'static str]),
}
