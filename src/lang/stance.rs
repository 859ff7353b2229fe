//! How a sentence stands to what it says: left open, denied, told by somebody without a name. Closed classes, plain data.

/// Words that decide it. Lowercase, with straight apostrophes; several words are separated by spaces.
#[derive(Debug)]
pub struct Stance {
    /// Words before a verb that leave open whether it is so and never allow anything: `might`, `may have`, `pourrait`.
    pub perhaps: &'static [&'static str],
    /// Words before a verb that expect it: `devrait`.
    pub forecast: &'static [&'static str],
    /// Endings of the conditional; none where it is told by a word of its own.
    pub conditional: &'static [&'static str],
    /// Words with such an ending that are none.
    pub not_conditional: &'static [&'static str],
    /// Conditionals of politeness and of wishes: `voudrait`.
    pub wishes: &'static [&'static str],
    /// Words that leave open all that follows them in the sentence: `theory`, `thinks`, `piste`.
    pub doubts: &'static [&'static str],
    /// Whatever else leaves a sentence open: `can`, `unclear`, `peut`.
    pub open: &'static [&'static str],
    /// Verbs by which somebody says that something is not so, before [`Meaning::that`](crate::lang::meaning::Meaning::that).
    pub denies: &'static [&'static str],
    /// Words that say the same in another way: `untrue`, `faux`.
    pub untrue: &'static [&'static str],
    /// Words for somebody who speaks and has no name: `familiar`, `proches`.
    pub unnamed: &'static [&'static str],
    /// Words between a noun that points and its number: `an increase of 6 %`.
    pub of: &'static [&'static str],
    /// Verbs that point up when a number stands behind them: `adds`, `prend`.
    pub up_by: &'static [&'static str],
    /// Verbs that point down there: `sheds`, `cède`.
    pub down_by: &'static [&'static str],
    /// Words by which something is likely and not known: `likely`, `sans doute`.
    pub likely: &'static [&'static str],
    /// Phrases by which something is said to be certain: `is adamant`, `est formel`.
    pub sure: &'static [&'static str],
    /// Words of which each may tell of such certainty: `certain`, `doute`.
    pub certainty: &'static [&'static str],
    /// Words right before such a word that make it a comparison or deny it: `more likely`.
    pub not_likely: &'static [&'static str],
    /// Words of permission that say nothing else: `allowed`, `admis`.
    pub allowed: &'static [&'static str],
    /// Words of permission that may mean another thing too: `can`, `peut`.
    pub can: &'static [&'static str],
    /// Words by which something is forbidden: `banned`, `interdit`.
    pub forbidden: &'static [&'static str],
    /// Words that make a permission or a ban hold in part: `only`, `sauf`.
    pub in_part: &'static [&'static str],
    /// Units of a span of time: `minutes`, `ans`.
    pub spans: &'static [&'static str],
    /// What stands for a number of them: `few`, `quelques`.
    pub some: &'static [&'static str],
    /// Behind a span: what is told came first (`earlier`, `before`).
    pub sooner: &'static [&'static str],
    /// Behind a span: what is told came second (`later`, `after`).
    pub later: &'static [&'static str],
    /// A time that a superlative is bound to: `of the year`.
    pub periods: &'static [&'static str],
    /// How somebody accused denies it: `denies the charges`, `nie les faits`.
    pub denies_it: &'static [&'static str],
    /// Any other word that may tell of such a denial: `innocence`, `pleaded`.
    pub pleas: &'static [&'static str],
    /// Words that tell of it when they are denied: `admitted`.
    pub admits: &'static [&'static str],
    /// Verbs of a change between two values, that point neither up nor down: `went`, `passé`.
    pub passes: &'static [&'static str],
    /// Phrases behind a value that say when it was, and that this is over: `two years ago`, `il y a`.
    pub gone_by: &'static [&'static str],
    /// Words for the present: `now`, `aujourd'hui`.
    pub now: &'static [&'static str],
    /// Words for the early part of a day: `morning`.
    pub early: &'static [&'static str],
    /// Words before a name that are cut short with a point: `St.`.
    pub points: &'static [&'static str],
    /// What stands before the first and the second end of a way: `from … to`.
    pub ways: &'static [(&'static str, &'static str)],
    /// Units of one measure that a text may tell a number for each of, by word: `hectare`, `acre`.
    pub each: &'static [&'static [&'static str]],
    /// Words before such a unit: `a`, `per`.
    pub per: &'static [&'static str],
    /// Verbs that say for sure what is to come: `will`.
    pub will: &'static [&'static str],
    /// Words by which something is known: `known`, `established`.
    pub known: &'static [&'static str],
    /// Words by which it is not: `unclear`.
    pub unclear: &'static [&'static str],
    /// Words that begin a question that is told: `whether`.
    pub asks: &'static [&'static str],
    /// Words that put off what is told: `until`, `soon`.
    pub not_yet: &'static [&'static str],
    /// Words by which somebody is thought to have done wrong: `accused`.
    pub accused: &'static [&'static str],
    /// Words by which something was there: `detected`.
    pub detected: &'static [&'static str],
    /// What shows it: `trace`.
    pub signs: &'static [&'static str],
}
