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
    /// Verbs that say what somebody is (`who captained the side`): a function, and its verbs.
    pub acting: &'static [(&'static str, &'static [&'static str])],
    /// Nouns that speak of a trade (`runs a hardware shop`): a function, and its places.
    pub keeping: &'static [(&'static str, &'static [&'static str])],
    /// Verbs with the one spoken to right behind: `told`.
    pub tells: &'static [&'static str],
    /// Verbs of speech before [`RoleWords::to`] and the one spoken to.
    pub says_to: &'static [&'static str],
    /// What leads to the one spoken to: `to`, `à`.
    pub to: &'static [&'static str],
    /// Posts, one group for one post; no two of them have another name in common.
    pub posts: &'static [&'static [&'static str]],
    /// Bodies that people work for, one group for one kind: `town hall`, `council`.
    pub bodies: &'static [&'static [&'static str]],
    /// Prepositions before a place, which is no person: `born in`.
    pub places_in: &'static [&'static str],
    /// Endings of adjectives of place, between a function and a name where heads stand first: `le courtier rouennais Paul Adam`.
    pub of_place: &'static [&'static str],
    /// Words that say that a value is an earlier one of the same thing: `a year earlier`.
    pub earlier: &'static [&'static str],
    /// Words before a noun for the one end of a series and the other (`the first symptoms`, `the last symptoms`), a pair for each series.
    pub ends: &'static [[&'static [&'static str]; 2]],
    /// Words behind which the first thing of a kind is the last one before it: `the first strike since 2011`.
    pub first_since: &'static [&'static str],
    /// Words that take the name before them as the subject of what follows: `who`, `qui`.
    pub relatives: &'static [&'static str],
    /// Words between a whole and its part: `of which`, `dont`.
    pub parts: &'static [&'static str],
    /// Between a part and its whole, and before a whole that its part follows: `of the`.
    pub out_of: &'static [&'static str],
    /// Of these the ones that may stand behind what is counted: `54 beds out of 612`.
    pub share: &'static [&'static str],
    /// Behind a part: `of them`.
    pub of_them: &'static [&'static str],
    /// Words between the value of one thing and the value of another: `instead`, `compared`.
    pub versus: &'static [&'static str],
    /// The heads of nouns stand last, before any preposition (`council transport officer`), not first (`adjoint aux finances`).
    pub head_last: bool,
    /// Endings of words for what somebody has learnt: `logist`. Of two such words of no common group of [`RoleWords::near_trades`] one excludes the other.
    pub trades: &'static [&'static str],
    /// Words with such an ending that are no trade, or that fit too many: `politician`.
    pub no_trades: &'static [&'static str],
    /// Groups of beginnings of trades that may be said of one person.
    pub near_trades: &'static [&'static [&'static str]],
    /// What an office is about, one group for one matter: `housing`, `homes`.
    pub fields: &'static [&'static [&'static str]],
    /// Heads of nouns for an office that has such a matter, titles aside: `officer`.
    pub offices: &'static [&'static str],
    /// Possessives that may be an object as well: `cost her £5`.
    pub or_object: &'static [&'static str],
    /// Words that lead from a noun to its complement.
    pub complement: &'static [&'static str],
    /// Prepositions that end a noun and open what it belongs to.
    pub of: &'static [&'static str],
}
