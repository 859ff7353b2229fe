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
    /// Words by which an article tells what the source denies, without a denial of its own: `abolished` for "no longer have to".
    pub undo: &'static [&'static str],
    /// Verbs that deny the infinitive behind them: `failed to`, `refuse de`.
    pub refuse_to: &'static [&'static str],
    /// What stands before that infinitive: `to`, `de`.
    pub infinitive: &'static [&'static str],
    /// What stands before a noun that is denied rather than a verb (`pas de train`), or denies one itself (`no`, `aucun`).
    pub noun_denied: &'static [&'static str],
    /// Words after or near a denial that make it no plain one: `not only`, `not until`, `pas avant`, `pas tous`.
    pub restrict: &'static [&'static str],
    /// What looks like a restriction and only stresses a denial: `un seul`.
    pub stress: &'static [&'static str],
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
    /// Words that give a cause behind a comma alone: `car`.
    pub because: &'static [&'static str],
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
    /// Of these the ones that tell of what was possible when they are denied: `could not pay`.
    pub past_ability: &'static [&'static str],
    /// Words that say that somebody says it: `according to`, `selon`.
    pub attributions: &'static [&'static str],
    /// Forms of the conditional that report what is not proved (`aurait`, with a participle behind them); none in English.
    pub reported: &'static [&'static str],
    /// Words behind which that conditional is plain grammar: `que`, `si`.
    pub plain_conditional: &'static [&'static str],
    /// Superlatives that need no article: `largest`, `record`.
    pub superlatives: &'static [&'static str],
    /// Words that make a superlative without an article at the start of a clause, before a place (`Plus grande du pays`).
    pub bare_most: &'static [&'static str],
    /// Words for where a superlative holds, from the narrowest to the widest.
    pub scopes: &'static [&'static [&'static str]],
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
    /// Participles of that auxiliary right before what was done: `been`, `été`.
    pub been: &'static [&'static str],
    /// What introduces the one who acts in the passive: `by`, `par`.
    pub agent: &'static [&'static str],
    /// Words that give a number to somebody named before: `his 44 %`.
    pub possessives: &'static [&'static str],
    /// Forms of address before a name, which give nobody a function.
    pub honorifics: &'static [&'static str],
    /// Articles and possessives before the noun of an apposition.
    pub determiners: &'static [&'static str],
    /// Words that exclude one another beside the same thing. The first group is what comes first (`before`, `after`), the second the two
    /// sides of a day (`until`, `from`).
    pub anchored: &'static [Anchored],
    /// Nouns that look like a form of an auxiliary: `été`.
    pub nouns_too: &'static [&'static str],
    /// Words before a difference: `by`, `de`.
    pub by: &'static [&'static str],
    /// Up, behind a number: `de plus`.
    pub up_behind: &'static [&'static str],
    /// Down, behind a number: `de moins`.
    pub down_behind: &'static [&'static str],
    /// Verbs that report what somebody says, in forms that a subject stands before: `said`, `affirme`.
    pub says: &'static [&'static str],
    /// Words that lead from such a verb to what is said: `that`, `que`.
    pub that: &'static [&'static str],
    /// Papers that figures come from: `study`, `résultats`.
    pub documents: &'static [&'static str],
    /// Pronouns that may stand for the one who speaks.
    pub pronouns: &'static [&'static str],
    /// Forms behind such a pronoun that tell what has been and not what is meant to be: `had`.
    pub done: &'static [&'static str],
    /// Words that take what follows for granted, whoever speaks: `after`, `who`.
    pub granted: &'static [&'static str],
    /// Forms of verbs by which what was only said becomes proved.
    pub proves: &'static [&'static str],
    /// What is said of somebody who is suspected and not convicted.
    pub suspects: &'static [&'static str],
    /// What is said of somebody whose guilt stands.
    pub guilty: &'static [&'static str],
    /// Persons who are nobody in particular: `nobody`, `people`, `plusieurs`. In their place others may stand when a denial is dropped.
    pub anybody: &'static [&'static str],
    /// Words before an adjective or a noun that make it a matter of degree or rank: `more`, `leading`.
    pub degrees: &'static [&'static str],
    /// What says of something that it is beyond all others: `than in any other`, `plus que jamais`.
    pub beyond_all: &'static [&'static str],
    /// What makes a superlative of `the latest`: `in history`.
    pub of_all_time: &'static [&'static str],
    /// Words from which a day can be reckoned: `tomorrow`, `lendemain`, `later`.
    pub day_words: &'static [&'static str],
    /// Words between the ends of a range: `to`, `au`.
    pub until: &'static [&'static str],
    /// `respectively` and the like: which belongs to which is said by order alone.
    pub respectively: &'static [&'static str],
}

/// What an anchored word goes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The next words with a meaning.
    Next,
    /// The number behind it.
    NextNumber,
    /// The number before it.
    NumberBefore,
}

/// A group of words that exclude one another beside the same thing.
#[derive(Debug)]
pub struct Anchored {
    /// The sides. Every phrase is written as in a text, with straight apostrophes.
    pub sides: &'static [&'static [&'static str]],
    /// Where the thing stands.
    pub anchor: Anchor,
    /// Words of which one must stand shortly before it; none when empty.
    pub behind: &'static [&'static str],
}

impl Anchored {
    /// A group before any word.
    pub(in crate::lang) const fn next(sides: &'static [&'static [&'static str]]) -> Self {
        Self {
            sides,
            anchor: Anchor::Next,
            behind: &[],
        }
    }

    /// A group before a number.
    pub(in crate::lang) const fn number(sides: &'static [&'static [&'static str]]) -> Self {
        Self {
            sides,
            anchor: Anchor::NextNumber,
            behind: &[],
        }
    }

    /// A group behind a number.
    pub(in crate::lang) const fn behind(sides: &'static [&'static [&'static str]]) -> Self {
        Self {
            sides,
            anchor: Anchor::NumberBefore,
            behind: &[],
        }
    }
}
