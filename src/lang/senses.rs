//! Words that say the same in reports, and the words by which a statement is kept open: what two clauses are compared by when they are worded
//! differently. Closed classes, plain data, lowercase, straight apostrophes; compared by stems unless a field says otherwise.

/// What a language has for comparing clauses.
#[derive(Debug)]
pub struct Senses {
    /// Groups of words of one sense. A group of several words is looked for in a row; irregular forms stand in the list.
    pub same: &'static [&'static [&'static str]],
    /// Forms of the verbs by which somebody has something: `has`, `dispose de`.
    pub has: &'static [&'static str],
    /// Forms by which somebody has none: `lacks`, `manque`.
    pub lacks: &'static [&'static str],
    /// Small words before the thing that is had or lacking: `the`, `enough`.
    pub had: &'static [&'static str],
    /// Forms by which something goes on: `will keep`, `maintenu`.
    pub goes_on: &'static [&'static str],
    /// What makes of a denial the end of something: `longer`, `plus`.
    pub no_more: &'static [&'static str],
    /// Denials that are the object of the verb before them: `knew nothing`.
    pub nothing: &'static [&'static str],
    /// Forms of the future that promise: `will`.
    pub future: &'static [&'static str],
    /// Endings of such forms; none in English.
    pub future_endings: &'static [&'static str],
    /// What makes a statement depend on another one: `if`, `sous réserve de`.
    pub conditions: &'static [&'static str],
    /// What looks like such a word and is none: `even if`.
    pub no_condition: &'static [&'static str],
    /// Forms that leave open what comes: `must`, `await`, `doit`.
    pub open: &'static [&'static str],
    /// Forms that tell what has happened.
    pub past: &'static [&'static str],
    /// Endings of such forms, behind one of [`Senses::past`] when [`Senses::past_behind`] says so.
    pub past_endings: &'static [&'static str],
    /// The ending counts only behind a form of [`Senses::past`].
    pub past_behind: bool,
    /// Whatever may join two statements as cause and effect; where one stands, nothing is claimed.
    pub joins: &'static [&'static str],
    /// Words that bring in an event by an article that makes it new: `after a`, `après une`.
    pub events: &'static [&'static str],
    /// Verbs that lead from a cause to what came of it: `led to`, `a entraîné`.
    pub led_to: &'static [&'static str],
    /// Sentences that stand ready and say something of their own (`known to police`), each group with beginnings of words of which the source
    /// must have one.
    pub stock: &'static [(&'static [&'static str], &'static [&'static str])],
    /// Higher, behind a number with its unit.
    pub higher: &'static [&'static str],
    /// Lower, in the same place.
    pub lower: &'static [&'static str],
    /// Words between that and what it is compared with: `than`, `que`.
    pub than: &'static [&'static str],
}
