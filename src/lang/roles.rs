//! What a language has for who is what to whom: functions that exclude one another, kin, and the words around them. Closed classes, plain
//! data; the algorithms are in the rule `bind`.

/// The words, lowercase, with straight apostrophes; several words are separated by spaces and compared by form.
#[derive(Debug)]
pub struct RoleWords {
    /// Functions, ranks and trades, one group for what may be said of one person in one function (`chair`, `chairwoman`, `president`). A word may
    /// stand in several groups; two words without a common group exclude one another. Words that fit everybody (`official`, `leader`)
    /// stand in none.
    pub functions: &'static [&'static [&'static str]],
    /// The ranks among them that may stand right before a name alone.
    pub ranks: &'static [&'static str],
    /// Words for kin: whose name follows one is that person's.
    pub kin: &'static [&'static str],
    /// Nouns that are said of two persons by right (`neighbour`).
    pub mutual: &'static [&'static str],
    /// Words right before a noun that has no article: prepositions that no verb follows.
    pub before_noun: &'static [&'static str],
    /// Words before a function that make another one of it: `new`, `deputy`.
    pub not_quite: &'static [&'static str],
    /// Between a noun and whose it is: `of`, `de`.
    pub whose: &'static [&'static str],
    /// Words that open what somebody is: `as`, `comme`.
    pub as_what: &'static [&'static str],
    /// Pronouns for one person who acts.
    pub pronouns: &'static [&'static str],
    /// Between the noun for an act and the one it is done to: `an attack on`.
    pub done_to: &'static [&'static str],
    /// Words that take the name before them as the subject of what follows: `who`, `qui`.
    pub relatives: &'static [&'static str],
    /// Words between a whole and its part: `of which`, `dont`.
    pub parts: &'static [&'static str],
    /// Words between the value of one thing and the value of another: `instead`, `compared`.
    pub versus: &'static [&'static str],
    /// The heads of nouns stand last, before any preposition (`council transport officer`), not first (`adjoint aux finances`).
    pub head_last: bool,
    /// Prepositions that end a noun and open what it belongs to.
    pub of: &'static [&'static str],
}
