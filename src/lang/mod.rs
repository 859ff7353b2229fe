//! What galley knows of each language: one file and one row of [`TABLE`] a language.

#![deny(clippy::indexing_slicing, clippy::string_slice)]
#![cfg_attr(test, allow(clippy::indexing_slicing, clippy::string_slice))]

mod asking;
pub mod clauses;
mod desk;
mod dictionary;
pub mod en;
pub mod events;
mod figures;
pub mod fr;
mod furniture;
mod index;
pub mod inflect;
pub mod meaning;
mod names;
mod quoting;
mod recipe;
pub mod rewording;
pub mod roles;
pub mod scales;
pub mod senses;
pub mod stance;
#[cfg(test)]
mod tests;

use std::fmt;

pub use asking::Asking;
pub use desk::Desk;
pub use dictionary::Dictionary;
pub use figures::{Bound, Figures};
pub use furniture::Furniture;
pub use index::Small;
pub use names::NameWords;
pub use quoting::Quoting;
pub use recipe::{RECIPE_WORDS, RecipeWords};

use serde::{Serialize, Serializer};

/// Everything that the text engine and the rules need to know of one language. Plain data: the algorithms are in
/// [`crate::draft`] and in the rules, and are the same for all languages.
#[derive(Debug)]
pub struct Pack {
    /// ISO 639-1 code: `fr`.
    pub code: &'static str,
    /// English name: `French`.
    pub name: &'static str,
    /// The language's own name: `français`.
    pub endonym: &'static str,
    /// Abbreviations whose full stop never ends a sentence, lowercase, without the last stop (`m`, `dr`, `j.-p`, `av`).
    pub abbreviations: &'static [&'static str],
    /// Abbreviations that may end a sentence: they do when the next word starts with a capital (`etc`).
    pub final_abbreviations: &'static [&'static str],
    /// Words that belong to a clock time before them, lowercase (`9 a.m. Monday`): days, months, zones.
    pub after_clock: &'static [&'static str],
    /// Abbreviations that end the name of a company, as in [`Pack::final_abbreviations`].
    pub company_forms: &'static [&'static str],
    /// The first words of posts in a company, lowercase (`Acme Inc. Chief Executive …`).
    pub company_posts: &'static [&'static str],
    /// Abbreviations only before a number, lowercase, without the stop (`p`, `no`, `vol`).
    pub number_abbreviations: &'static [&'static str],
    /// Elided forms, lowercase, without the apostrophe (`l`, `d`, `qu`, `jusqu`); empty where the language has none.
    pub elisions: &'static [&'static str],
    /// Words that carry no meaning of their own, lowercase (articles, prepositions, auxiliaries, pronouns …).
    pub function_words: &'static [&'static str],
    /// Words that stand before a person's name and are no part of it, lowercase (`monsieur`, `commissaire`, "Dr").
    pub titles: &'static [&'static str],
    /// Capitalised words that name nothing by themselves, lowercase (days, months, "Internet" …).
    pub not_names: &'static [&'static str],
    /// Words for the people, the language or the things of a country, and points of the compass, lowercase: part of a name, but on
    /// their own no name.
    pub demonyms: &'static [&'static str],
    /// Small words that may stand inside a name, lowercase (`de`, `du`, `van`, `of`).
    pub name_links: &'static [&'static str],
    /// What tells names from common words, and which names mean the same.
    pub names: &'static NameWords,
    /// Number words and their values, lowercase: `deux` 2, `million` 1e6 … Multipliers are those ≥ 100.
    pub number_words: &'static [(&'static str, f64)],
    /// The decimal mark: `,` in French.
    pub decimal_mark: char,
    /// Characters that may group thousands.
    pub group_marks: &'static [char],
    /// Words that say "per cent" in letters, lowercase.
    pub percent_words: &'static [&'static str],
    /// Month names, lowercase, January first.
    pub months: &'static [&'static str],
    /// Units, ranks, bounds, days and clock words.
    pub figures: &'static Figures,
    /// Verbs of speech that introduce or follow a quotation, lowercase stems or forms (`déclaré`, `expliqué`).
    pub speech_verbs: &'static [&'static str],
    /// Small words of the clauses that report a quotation.
    pub quoting: &'static Quoting,
    /// Openings and closings that a chat model puts around the answer, lowercase (`bien sûr`, `voici`, `n'hésitez pas`).
    pub chat_openings: &'static [&'static str],
    /// Closings of a chat answer, lowercase.
    pub chat_closings: &'static [&'static str],
    /// Words that speak of a text as a piece of work.
    pub desk: &'static Desk,
    /// Words of questions.
    pub asking: &'static Asking,
    /// The furniture of a news page.
    pub furniture: &'static Furniture,
    /// Sentences or parts by which a model speaks of itself, lowercase (`en tant que modèle de langage`).
    pub self_references: &'static [&'static str],
    /// The words of a refusal.
    pub refusals: Refusals,
    /// Words inside `[ … ]` that betray a placeholder left open, lowercase (`insérer`, `votre`, `nom`).
    pub placeholder_words: &'static [&'static str],
    /// Words after which a text cannot end, lowercase (articles, prepositions, conjunctions).
    pub never_last: &'static [&'static str],
    /// Irregular plurals with their singulars, lowercase.
    pub plurals: &'static [(&'static str, &'static str)],
    /// Endings of plurals and of their singulars, the first that fits first.
    pub plural_endings: &'static [(&'static str, &'static str)],
    /// Endings of the stems of nouns that come from verbs, without accents, and what they leave of the verb; the first that fits first.
    pub families: &'static [(&'static str, &'static str)],
    /// Those of `never_last` with which a heading may end when a clause or an article before calls for them, lowercase.
    pub may_end: &'static [&'static str],
    /// Words that open a clause or are the subject of one, lowercase (`who`, `we`, `qui`, `on`).
    pub clause_words: &'static [&'static str],
    /// Articles and possessives, lowercase.
    pub determiners: &'static [&'static str],
    /// Words that join two things of a kind, lowercase (`and`, `ou`).
    pub coordinators: &'static [&'static str],
    /// Auxiliary and copular verb forms, lowercase (`is`, `has`, `est`, `ont`).
    pub auxiliaries: &'static [&'static str],
    /// Endings by which a verb form is known before a preposition, lowercase.
    pub verb_endings: &'static [&'static str],
    /// Transition words and phrases, lowercase.
    pub transitions: &'static [&'static str],
    /// Words that decide what a sentence means: denials, hedges, words that exclude one another.
    pub meaning: &'static meaning::Meaning,
    /// How something is told that has happened or is planned.
    pub events: &'static events::Events,
    /// Words of one sense, and words that keep a statement open.
    pub senses: &'static senses::Senses,
    /// What it compares by.
    pub scales: &'static scales::Scales,
    /// How sentences stand to what they say.
    pub stance: &'static stance::Stance,
    /// Words for who is what to whom.
    pub roles: &'static roles::RoleWords,
    /// Where clauses begin.
    pub clauses: &'static clauses::Clauses,
    /// Words by which a sentence is put in another order.
    pub rewording: &'static rewording::Rewording,
    /// Common words.
    pub dictionary: &'static Dictionary,
}

/// The words with which a model refuses: an apology, what it cannot do, and that this is about what it was asked. All
/// lowercase, with straight apostrophes.
#[derive(Debug)]
pub struct Refusals {
    /// How an apology begins (`i'm sorry`).
    pub apologies: &'static [&'static str],
    /// How it is said that one cannot or will not (`i can't`).
    pub inabilities: &'static [&'static str],
    /// What a model is asked to do (`write`, `help`).
    pub acts: &'static [&'static str],
    /// Words that point to the request or to who asks (`this`, `your`).
    pub pointers: &'static [&'static str],
}

/// A language galley knows: a reference to its [`Pack`].
#[derive(Clone, Copy)]
pub struct Lang(&'static Pack);

/// All languages, in the order in which messages list them.
pub const TABLE: &[Lang] = &[Lang(&fr::PACK), Lang(&en::PACK)];

impl Lang {
    /// French.
    pub const FR: Lang = Lang(&fr::PACK);
    /// English.
    pub const EN: Lang = Lang(&en::PACK);

    /// The language with this ISO 639-1 code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        TABLE.iter().copied().find(|l| l.0.code == code)
    }

    /// ISO 639-1 code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0.code
    }

    /// English name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The data.
    #[must_use]
    pub fn pack(self) -> &'static Pack {
        self.0
    }
}

impl PartialEq for Lang {
    fn eq(&self, other: &Self) -> bool {
        self.0.code == other.0.code
    }
}

impl Eq for Lang {}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.code)
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(self.0.code)
    }
}
