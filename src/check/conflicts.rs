//! Contradictions: what the rules of a recipe ask for, and no article can be.
//!
//! The pass reads [`Facts`] and knows no rule by name. It is sound rather than complete: what it reports cannot be
//! met by any article, because every bound it computes with is one that the validators enforce; what it does not see, the
//! first run will. Each message points at both lines.

mod numbers;
mod texts;

use crate::check::Plan;
use crate::diag::{Diagnostic, Sink};
use crate::rules::facts::{Facts, Limit, Quantum, SectionFact};
use crate::span::Loc;

/// Reports every contradiction between the facts of a plan. `whole` says that every rule was bound: what follows from the absence of
/// a rule is only looked at then.
pub fn check(plan: &Plan, whole: bool, sink: &mut Sink) {
    let facts = &plan.facts;
    numbers::bounds(facts, sink);
    numbers::sections_in_length(facts, sink);
    numbers::keyphrase_density(facts, sink);
    numbers::headings(facts, sink);
    numbers::paragraphs(facts, sink);
    numbers::lists(facts, sink);
    numbers::narrow(facts, sink);
    // They are declared, whether or not the article is checked for its language.
    texts::languages(&plan.recipe.languages, sink);
    if !plan.recipe.gaps.language {
        texts::too_short(plan, sink);
    }
    if !plan.recipe.gaps.packs {
        texts::forbidden(facts, sink); // a pack may except what is forbidden
    }
    texts::twice(facts, sink);
    texts::headless(facts, sink);
    if !plan.recipe.gaps.packs {
        texts::mute(facts, sink);
    }
    if whole {
        texts::unwritten(plan, sink);
    }
}

/// One end of the tightest interval on a quantum.
#[derive(Debug, Clone, Copy)]
struct End<'f> {
    value: f64,
    limit: &'f Limit,
}

/// The greatest of the lower bounds on a quantum.
fn least<'f>(facts: &'f Facts, what: &Quantum) -> Option<End<'f>> {
    facts
        .limits
        .iter()
        .filter(|l| l.what == *what)
        .filter_map(|limit| {
            let value = limit.min?;
            Some(End { value, limit })
        })
        .reduce(|a, b| if b.value > a.value { b } else { a })
}

/// The smallest of the upper bounds on a quantum.
fn most<'f>(facts: &'f Facts, what: &Quantum) -> Option<End<'f>> {
    facts
        .limits
        .iter()
        .filter(|l| l.what == *what)
        .filter_map(|limit| {
            let value = limit.max?;
            Some(End { value, limit })
        })
        .reduce(|a, b| if b.value < a.value { b } else { a })
}

/// What is counted, as a message names it after a number.
fn noun(what: &Quantum) -> String {
    match what {
        Quantum::BodyWords => "words of body".to_owned(),
        Quantum::AllWords => "words in all".to_owned(),
        Quantum::BodyChars => "characters of body".to_owned(),
        Quantum::BodySentences => "sentences of body".to_owned(),
        Quantum::TitleChars => "characters in the title".to_owned(),
        Quantum::TitleWords => "words in the title".to_owned(),
        Quantum::EachSectionWords => "words in each section".to_owned(),
        Quantum::SectionWords(name) => format!("words in section `{name}`"),
        Quantum::SectionItems(name) => format!("items in the list of section `{name}`"),
        Quantum::SectionQuestions(name) => format!("questions in section `{name}`"),
        Quantum::Headings2 => "`##` headings".to_owned(),
        Quantum::HeadingsAll => "headings in all".to_owned(),
        Quantum::ParagraphWords => "words in each paragraph".to_owned(),
        Quantum::ParagraphSentences => "sentences in each paragraph".to_owned(),
        Quantum::Paragraphs => "paragraphs".to_owned(),
        Quantum::KeyphraseCount => "occurrences of the keyphrase".to_owned(),
        Quantum::KeyphraseDensity => "% of keyphrase".to_owned(),
        Quantum::MetaChars(key) => format!("characters in `{key}`"),
        Quantum::SlugWords => "words in the slug".to_owned(),
    }
}

/// Adds a label, unless the place has one already: two bounds of one range are one line.
fn label(diagnostic: Diagnostic, loc: Loc, text: String) -> Diagnostic {
    if diagnostic.labels.iter().any(|l| l.loc == loc) {
        return diagnostic;
    }
    diagnostic.at(loc, text)
}

/// The words that a declared section has at least: its minimum, or one for each item of its list or each answer.
fn section_least(section: &SectionFact) -> u64 {
    let least = |n: Option<(Option<u64>, Option<u64>)>| n.and_then(|(min, _)| min).unwrap_or(0);
    let parts = least(section.items).max(least(section.questions));
    section.min_words.unwrap_or(0).max(parts)
}

/// Where the words of a section are bounded; where it is declared, when they are not.
fn section_loc(facts: &Facts, section: &SectionFact) -> Loc {
    let words = Quantum::SectionWords(section.name.clone());
    let items = Quantum::SectionItems(section.name.clone());
    let questions = Quantum::SectionQuestions(section.name.clone());
    [words, items, questions]
        .iter()
        .find_map(|what| facts.limits.iter().find(|l| l.what == *what))
        .map_or(section.loc, |l| l.loc)
}
