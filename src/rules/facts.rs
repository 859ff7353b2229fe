//! What rules tell the compiler: bounds, required and forbidden texts, the declared sections. The compiler reasons with
//! these and so never needs to know a rule by name.

use serde::Serialize;

use crate::lang::Lang;
use crate::span::Loc;
use crate::syntax::pattern::Matcher;

/// Something that is counted or measured, and that several rules may bound.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Quantum {
    /// Words of the body.
    BodyWords,
    /// Words of body, title and headings together.
    AllWords,
    /// Characters of the body.
    BodyChars,
    /// Sentences of the body.
    BodySentences,
    /// Characters of the title.
    TitleChars,
    /// Words of the title.
    TitleWords,
    /// Words of every section, declared or not.
    EachSectionWords,
    /// Words of one declared section, by name.
    SectionWords(String),
    /// Items of the list of one declared section, by name.
    SectionItems(String),
    /// Questions of one declared section, by name.
    SectionQuestions(String),
    /// Number of `##` headings.
    Headings2,
    /// Number of headings of any level below the title.
    HeadingsAll,
    /// Words of a paragraph.
    ParagraphWords,
    /// Sentences of a paragraph.
    ParagraphSentences,
    /// Number of paragraphs.
    Paragraphs,
    /// Occurrences of the keyphrase in the body.
    KeyphraseCount,
    /// Occurrences of the keyphrase per 100 words.
    KeyphraseDensity,
    /// Characters of a front-matter entry, by key.
    MetaChars(String),
    /// Words of the slug.
    SlugWords,
}

/// An inclusive bound on a quantum.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Limit {
    /// What is bounded.
    pub what: Quantum,
    /// The least value allowed.
    pub min: Option<f64>,
    /// The greatest value allowed.
    pub max: Option<f64>,
    /// The rule that says so.
    pub rule: &'static str,
    /// Where it is said.
    pub loc: Loc,
}

/// Where a text is required or forbidden.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Place {
    /// In the title.
    Title,
    /// As the heading of a declared section, by name.
    Heading(String),
    /// In the opening paragraph.
    Lede,
    /// In a front-matter entry, by key.
    Meta(String),
    /// Anywhere in the article.
    Anywhere,
}

/// A text that must, or must not, occur.
#[derive(Debug, Clone)]
pub struct Wording {
    /// Where.
    pub place: Place,
    /// The text (a literal); for a pattern, its source.
    pub text: String,
    /// The compiled pattern, for a forbidden text. For a required text: what it must match when it must stand exactly as it is
    /// written; `None` when inflected forms count as well, as for a keyphrase.
    pub pattern: Option<Matcher>,
    /// The rule that says so.
    pub rule: &'static str,
    /// Where it is said.
    pub loc: Loc,
}

/// The heading of a declared section.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Heading {
    /// The model chooses the words.
    Free,
    /// Exactly this text.
    Fixed(String),
    /// No heading at all.
    None,
}

/// A section that the recipe asks for.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SectionFact {
    /// Its name in the recipe.
    pub name: String,
    /// Its heading.
    pub heading: Heading,
    /// Whether it may be left out.
    pub optional: bool,
    /// Least words.
    pub min_words: Option<u64>,
    /// Most words.
    pub max_words: Option<u64>,
    /// A list is asked for, with this many items at least and at most.
    pub items: Option<(Option<u64>, Option<u64>)>,
    /// Questions with their answers are asked for, so many at least and at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub questions: Option<(Option<u64>, Option<u64>)>,
    /// What it is to be about, in the editor's words.
    pub about: Option<String>,
    /// Where it is declared.
    pub loc: Loc,
}

/// Everything the rules of a recipe tell the compiler.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Numeric bounds.
    pub limits: Vec<Limit>,
    /// Texts that must occur.
    pub required: Vec<Wording>,
    /// Texts that must not occur.
    pub forbidden: Vec<Wording>,
    /// Texts in which a forbidden one may occur all the same.
    pub excepted: Vec<Wording>,
    /// Declared sections, in order.
    pub sections: Vec<SectionFact>,
    /// Whether other sections may stand beside the declared ones.
    pub other_sections: bool,
    /// The deepest level that a heading may have, where a rule bounds it.
    pub deepest_heading: Option<u8>,
    /// The languages demanded.
    pub languages: Vec<(Lang, Loc)>,
    /// The keyphrase, when one is demanded.
    pub keyphrase: Option<(String, Loc)>,
    /// Where it is demanded that a heading holds the keyphrase.
    pub keyphrase_heading: Option<Loc>,
    /// Whether the recipe asks for a title.
    pub title: Option<Loc>,
    /// Front-matter entries that the recipe asks for, in order: `description`, `slug`.
    pub meta: Vec<(String, Loc)>,
    /// Front-matter entries among [`Facts::meta`] that the rule's own fix derives, so that no model has to write them.
    pub derived: Vec<String>,
    /// Kinds of facts of the source that must survive: `numbers`, `quotes`, `names`.
    pub preserved: Vec<(String, Loc)>,
}

impl Facts {
    /// Adds a bound.
    pub fn limit(
        &mut self,
        what: Quantum,
        min: Option<f64>,
        max: Option<f64>,
        rule: &'static str,
        loc: Loc,
    ) {
        if min.is_some() || max.is_some() {
            self.limits.push(Limit {
                what,
                min,
                max,
                rule,
                loc,
            });
        }
    }

    /// Adds a front-matter entry that the article must have; several rules may ask for the same one.
    pub fn ask_meta(&mut self, key: &str, loc: Loc) {
        if !self.meta.iter().any(|m| m.0 == key) {
            self.meta.push((key.to_owned(), loc));
        }
    }

    /// Whether the questions of sections are bold lines: where the headings that the recipe allows are too few for them, or not deep
    /// enough.
    #[must_use]
    pub fn asks_in_bold(&self) -> bool {
        let headed = self.sections.iter().filter(|s| s.heading != Heading::None);
        let most = |s: &SectionFact| s.questions.map_or(0, |q| asked_for(q).1);
        let needed = headed.fold(0, |sum: u64, s| sum.saturating_add(1 + most(s)));
        let shallow = self.deepest_heading.is_some_and(|level| level < 3);
        let few = self.bounds(&Quantum::HeadingsAll).1;
        shallow || few.is_some_and(|max| needed as f64 > max)
    }

    /// The tightest bounds on a quantum, over all rules.
    #[must_use]
    pub fn bounds(&self, what: &Quantum) -> (Option<f64>, Option<f64>) {
        let of = || self.limits.iter().filter(|l| l.what == *what);
        (
            of().filter_map(|l| l.min).reduce(f64::max),
            of().filter_map(|l| l.max).reduce(f64::min),
        )
    }
}

/// The least and most items or questions that a prompt asks for, where the recipe leaves an end open.
#[must_use]
pub fn asked_for((least, most): (Option<u64>, Option<u64>)) -> (u64, u64) {
    let least = least.unwrap_or(1).max(1);
    (least, most.unwrap_or(least.saturating_add(2)).max(least))
}
