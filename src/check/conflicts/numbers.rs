//! Contradictions between numbers: intervals that share no value.

use super::{End, label, least, most, noun, section_least, section_loc};
use crate::diag::counts::counted;
use crate::diag::{Diagnostic, Sink, codes};
use crate::rules::facts::{Facts, Heading, Quantum, SectionFact};

/// A slack for real numbers, on the side of saying nothing.
const SLACK: f64 = 1e-9;

/// E0401: a minimum above a maximum, of one quantum or of two of which one is never greater than the other.
pub(super) fn bounds(facts: &Facts, sink: &mut Sink) {
    let mut seen: Vec<&Quantum> = Vec::new();
    for limit in &facts.limits {
        if seen.contains(&&limit.what) {
            continue;
        }
        seen.push(&limit.what);
        if let (Some(min), Some(max)) = (least(facts, &limit.what), most(facts, &limit.what))
            && min.value > max.value + SLACK
        {
            above(min, max, "", sink);
        }
    }
    // The first is never greater than the second, whatever the article.
    for (small, great, why) in [
        (
            Quantum::BodyWords,
            Quantum::AllWords,
            "the words in all are those of the body and more",
        ),
        (
            Quantum::BodyWords,
            Quantum::BodyChars,
            "a word has at least one character",
        ),
        (
            Quantum::BodySentences,
            Quantum::BodyWords,
            "a sentence has at least one word",
        ),
        (
            Quantum::Paragraphs,
            Quantum::BodySentences,
            "a paragraph has at least one sentence",
        ),
        (
            Quantum::Headings2,
            Quantum::HeadingsAll,
            "the headings in all are the `##` headings and more",
        ),
    ] {
        if let (Some(min), Some(max)) = (least(facts, &small), most(facts, &great))
            && min.value > max.value
        {
            above(min, max, why, sink);
        }
    }
    // Words of one character with a space between them.
    if let (Some(words), Some(chars)) = (
        least(facts, &Quantum::TitleWords),
        most(facts, &Quantum::TitleChars),
    ) && 2.0 * words.value - 1.0 > chars.value
    {
        let why = "a word has at least one character, and a space follows it";
        above(words, chars, why, sink);
    }
}

fn above(min: End<'_>, max: End<'_>, why: &str, sink: &mut Sink) {
    let (low, high) = (noun(&min.limit.what), noun(&max.limit.what));
    let asked = if low == high {
        format!("at least {} and at most {} {high}", min.value, max.value)
    } else {
        format!(
            "at least {} {low} and at most {} {high}",
            min.value, max.value
        )
    };
    let mut d = Diagnostic::error(codes::E0401, format!("{asked} are asked for"))
        .at(min.limit.loc, format!("at least {} {low}", min.value));
    d = label(d, max.limit.loc, format!("at most {} {high}", max.value));
    if !why.is_empty() {
        d = d.help(format!("no article has both: {why}"));
    }
    sink.push(d.help(if low == high {
        format!(
            "raise the maximum to {} or lower the minimum to {}",
            above_by_a_margin(min.value),
            below_by_a_margin(max.value)
        )
    } else {
        "raise the maximum or lower the minimum".to_owned()
    }));
}

/// E0402 and E0403: the declared sections against the length.
pub(super) fn sections_in_length(facts: &Facts, sink: &mut Sink) {
    let needed: u64 = facts
        .sections
        .iter()
        .filter(|s| !s.optional)
        .map(section_least)
        .fold(0, u64::saturating_add);
    for what in [Quantum::BodyWords, Quantum::AllWords] {
        if let Some(max) = most(facts, &what)
            && needed as f64 > max.value
        {
            let mut d = Diagnostic::error(
                codes::E0402,
                format!(
                    "the sections need at least {}, and at most {} are allowed",
                    counted(needed, "words"),
                    counted(max.value, &noun(&what))
                ),
            )
            .at(
                max.limit.loc,
                format!("at most {}", counted(max.value, &noun(&what))),
            );
            for s in facts.sections.iter().filter(|s| !s.optional) {
                let least = section_least(s);
                if least > 0 {
                    d = label(
                        d,
                        section_loc(facts, s),
                        format!("at least {least} in `{}`", s.name),
                    );
                }
            }
            sink.push(d.help(raised(max, needed)));
            // The words in all say nothing that the words of the body did not say.
            break;
        }
    }
    let allowed: Option<u64> = facts
        .sections
        .iter()
        .try_fold(0_u64, |sum, s| Some(sum.saturating_add(s.max_words?)));
    if let (Some(min), Some(allowed)) = (least(facts, &Quantum::BodyWords), allowed)
        && !facts.sections.is_empty()
        && !facts.other_sections
        && min.value > allowed as f64
    {
        let mut d = Diagnostic::error(
            codes::E0403,
            format!(
                "the sections allow at most {}, and at least {} are asked for",
                counted(allowed, "words"),
                counted(min.value, "words of body")
            ),
        )
        .at(
            min.limit.loc,
            format!("at least {}", counted(min.value, "words of body")),
        );
        for s in &facts.sections {
            let most = s.max_words.unwrap_or(0);
            d = label(
                d,
                section_loc(facts, s),
                format!("at most {most} in `{}`", s.name),
            );
        }
        sink.push(d.help(lowered(min, allowed)).help(
            "or allow other sections: add `others: true` to `sections`, or declare one more",
        ));
    }
}

/// The line with a maximum raised beyond `needed`.
fn raised(max: End<'_>, needed: u64) -> String {
    let (rule, unit) = (max.limit.rule, words_of(&max.limit.what));
    let room = above_by_a_margin(needed as f64);
    match max.limit.min {
        Some(min) if min <= needed as f64 => format!("{rule}: {min}..{room} {unit}"),
        _ => format!("{rule}: at most {room} {unit}"),
    }
}

/// The line with a minimum lowered below `allowed`.
fn lowered(min: End<'_>, allowed: u64) -> String {
    let (rule, unit) = (min.limit.rule, words_of(&min.limit.what));
    let room = below_by_a_margin(allowed as f64);
    match min.limit.max {
        Some(max) if max >= allowed as f64 => format!("{rule}: {room}..{max} {unit}"),
        _ => format!("{rule}: at least {room} {unit}"),
    }
}

fn words_of(what: &Quantum) -> &'static str {
    match what {
        Quantum::AllWords => "words of all",
        _ => "words",
    }
}

/// The share by which a proposed bound leaves room: a range that one number meets is no way out.
const MARGIN: f64 = 0.2;

/// A bound above `value` that leaves room, as an editor would round it.
pub(super) fn above_by_a_margin(value: f64) -> f64 {
    let raw = value * (1.0 + MARGIN);
    if value.fract() != 0.0 {
        return (raw * 10.0).ceil() / 10.0;
    }
    let step = step(value);
    (raw.max(value + 1.0) / step).ceil() * step
}

/// A bound below `value` that leaves room.
pub(super) fn below_by_a_margin(value: f64) -> f64 {
    let raw = value * (1.0 - MARGIN);
    if value.fract() != 0.0 {
        return (raw * 10.0).floor().max(0.0) / 10.0;
    }
    let step = step(value);
    ((raw.min(value - 1.0) / step).floor() * step).max(0.0)
}

fn step(value: f64) -> f64 {
    if value >= 100.0 {
        10.0
    } else if value >= 30.0 {
        5.0
    } else {
        1.0
    }
}

/// E0407: no number of keyphrases, in no text of an allowed length, suits both count and density.
///
/// A density of `d` % is `d × words ÷ 100` occurrences, so over lengths from `a` to `b` words the occurrences lie
/// between `d_min × a ÷ 100` and `d_max × b ÷ 100`; the count has to meet that.
pub(super) fn keyphrase_density(facts: &Facts, sink: &mut Sink) {
    let low_density = least(facts, &Quantum::KeyphraseDensity);
    let high_density = most(facts, &Quantum::KeyphraseDensity);
    let short = least(facts, &Quantum::BodyWords);
    let long = most(facts, &Quantum::BodyWords);
    if let (Some(count), Some(density), Some(words)) =
        (least(facts, &Quantum::KeyphraseCount), high_density, long)
    {
        let room = (density.value * words.value / 100.0 + SLACK).floor();
        if count.value > room {
            let message = format!(
                "the keyphrase is to occur at least {}, and a density of {} % allows {room} in {}",
                counted(count.value, "times"),
                density.value,
                counted(words.value, "words")
            );
            density_conflict(
                message,
                (count, "at least", "times"),
                (density, "at most"),
                (words, "at most"),
                sink,
            );
        }
    }
    if let (Some(count), Some(density), Some(words)) =
        (most(facts, &Quantum::KeyphraseCount), low_density, short)
    {
        let need = (density.value * words.value / 100.0 - SLACK).ceil();
        if count.value < need {
            let message = format!(
                "the keyphrase is to occur at most {}, and a density of {} % needs {need} in {}",
                counted(count.value, "times"),
                density.value,
                counted(words.value, "words")
            );
            density_conflict(
                message,
                (count, "at most", "times"),
                (density, "at least"),
                (words, "at least"),
                sink,
            );
        }
    }
}

fn density_conflict(
    message: String,
    count: (End<'_>, &str, &str),
    density: (End<'_>, &str),
    words: (End<'_>, &str),
    sink: &mut Sink,
) {
    let mut d = Diagnostic::error(codes::E0407, message).at(
        count.0.limit.loc,
        format!("{} {}", count.1, counted(count.0.value, count.2)),
    );
    d = label(
        d,
        density.0.limit.loc,
        format!("{} {} % of the words", density.1, density.0.value),
    );
    d = label(
        d,
        words.0.limit.loc,
        format!("{} {}", words.1, counted(words.0.value, "words of body")),
    );
    sink.push(d.help(
        "a density is 100 × occurrences ÷ words of body: leave out the count or the density",
    ));
}

/// E0408: the number of headings against the declared sections.
pub(super) fn headings(facts: &Facts, sink: &mut Sink) {
    let headed = |s: &&SectionFact| s.heading != Heading::None;
    let required = facts.sections.iter().filter(headed).filter(|s| !s.optional);
    let needed = required.clone().count();
    for what in [Quantum::Headings2, Quantum::HeadingsAll] {
        if let Some(max) = most(facts, &what)
            && needed as f64 > max.value
        {
            let mut d = Diagnostic::error(
                codes::E0408,
                format!(
                    "{} a heading, and at most {} are allowed",
                    if needed == 1 {
                        "1 section has".to_owned()
                    } else {
                        format!("{needed} sections have")
                    },
                    counted(max.value, &noun(&what))
                ),
            )
            .at(
                max.limit.loc,
                format!("at most {}", counted(max.value, &noun(&what))),
            );
            for s in required.clone() {
                d = label(d, s.loc, format!("`{}` has a heading", s.name));
            }
            // Only the first section can do without a heading, and that is one heading less.
            let first = facts
                .sections
                .first()
                .filter(|s| s.heading != Heading::None);
            let without = first.filter(|s| {
                !s.optional && s.questions.is_none() && needed as f64 - 1.0 <= max.value
            });
            sink.push(d.help(match without {
                Some(s) => format!(
                    "allow {needed} or more, or do without the first: `{}: {{ heading: none }}`",
                    s.name
                ),
                None => format!("allow {needed} or more, or declare fewer sections"),
            }));
            break;
        }
    }
    let possible = facts.sections.iter().filter(headed).count();
    if let Some(min) = least(facts, &Quantum::Headings2)
        && !facts.sections.is_empty()
        && !facts.other_sections
        && min.value > possible as f64
    {
        let mut d = Diagnostic::error(
            codes::E0408,
            format!(
                "the sections have {} in all, and at least {} are asked for",
                counted(possible, "headings"),
                counted(min.value, "`##` headings")
            ),
        )
        .at(
            min.limit.loc,
            format!("at least {}", counted(min.value, "`##` headings")),
        );
        for s in &facts.sections {
            d = label(d, s.loc, format!("`{}` is declared here", s.name));
        }
        sink.push(d.help("declare more sections, or allow others: `others: true`"));
    }
}

/// E0412 and W0417: paragraphs against the length and against sections.
pub(super) fn paragraphs(facts: &Facts, sink: &mut Sink) {
    let Some(each) = least(facts, &Quantum::ParagraphWords) else {
        return;
    };
    let count = least(facts, &Quantum::Paragraphs);
    if let (Some(count), Some(max)) = (count, most(facts, &Quantum::BodyWords))
        && each.value * count.value > max.value
    {
        let d = Diagnostic::error(
            codes::E0412,
            format!(
                "{} of {} are {}, and at most {} are allowed",
                counted(count.value, "paragraphs"),
                counted(each.value, "words"),
                counted(each.value * count.value, "words"),
                counted(max.value, "words of body")
            ),
        )
        .at(
            each.limit.loc,
            format!("at least {} each", counted(each.value, "words")),
        );
        let d = label(
            d,
            count.limit.loc,
            format!("at least {}", counted(count.value, "paragraphs")),
        );
        let d = label(
            d,
            max.limit.loc,
            format!("at most {}", counted(max.value, "words of body")),
        );
        sink.push(d.help("ask for fewer or shorter paragraphs, or for a longer text"));
    }
    for s in facts
        .sections
        .iter()
        .filter(|s| !s.optional && s.items.is_none())
    {
        let Some(max) = s.max_words else { continue };
        if each.value <= max as f64 {
            continue;
        }
        let d = Diagnostic::warn(
            codes::W0417,
            format!(
                "a paragraph has at least {}, and section `{}` at most {max}: only a list fits into it",
                counted(each.value, "words"),
                s.name
            ),
        )
        .at(each.limit.loc, format!("at least {} each", counted(each.value, "words")));
        let d = label(
            d,
            section_loc(facts, s),
            format!("at most {}", counted(max, "words")),
        );
        sink.push(d.help(format!(
            "let `{}` have up to {} words, or ask for a list there",
            s.name,
            above_by_a_margin(each.value)
        )));
    }
}

/// E0413: a list whose items alone, or questions whose answers alone, are more words than the section may have.
pub(super) fn lists(facts: &Facts, sink: &mut Sink) {
    for s in facts.sections.iter().filter(|s| !s.optional) {
        let Some(max) = s.max_words else { continue };
        let loc_of = |what: &Quantum| {
            facts
                .limits
                .iter()
                .find(|l| l.what == *what)
                .map_or(s.loc, |l| l.loc)
        };
        let items = Quantum::SectionItems(s.name.clone());
        let questions = Quantum::SectionQuestions(s.name.clone());
        for (asked, what, form, unit, one) in [
            (s.items, items, "a list of ", "items", "of one word or more"),
            (
                s.questions,
                questions,
                "",
                "questions",
                "each with an answer of one word or more",
            ),
        ] {
            let Some((Some(least), _)) = asked else {
                continue;
            };
            if least <= max {
                continue;
            }
            let words = loc_of(&Quantum::SectionWords(s.name.clone()));
            let least_of = counted(least, unit);
            let d = Diagnostic::error(
                codes::E0413,
                format!(
                    "section `{}` has {form}at least {least_of}, and at most {}",
                    s.name,
                    counted(max, "words")
                ),
            )
            .at(loc_of(&what), format!("at least {least_of}, {one}"));
            let d = label(d, words, format!("at most {}", counted(max, "words")));
            sink.push(d.help(format!(
                "let `{}` have up to {} words, or {form}at most {max} {unit}",
                s.name,
                above_by_a_margin(least as f64)
            )));
        }
    }
}

/// A range of the length narrower than this share of its middle is hardly ever hit.
const NARROW: f64 = 0.03;

/// W0418: a range of the length so narrow that a text meets it by chance.
pub(super) fn narrow(facts: &Facts, sink: &mut Sink) {
    let (Some(min), Some(max)) = (
        least(facts, &Quantum::BodyWords),
        most(facts, &Quantum::BodyWords),
    ) else {
        return;
    };
    let middle = f64::midpoint(min.value, max.value);
    let width = max.value - min.value;
    // Below 100 words a margin of a few words is what an editor means.
    if width < 0.0 || middle < 100.0 || width >= NARROW * middle {
        return;
    }
    let found = if width == 0.0 {
        format!(
            "exactly {} words of body are asked for: few drafts will have them",
            min.value
        )
    } else {
        format!(
            "from {} to {} words of body is a range of {width}: few drafts will lie in it",
            min.value, max.value
        )
    };
    let d = Diagnostic::warn(codes::W0418, found);
    let d = if width == 0.0 && min.limit.loc == max.limit.loc {
        d.at(min.limit.loc, format!("{} and no other number", min.value))
    } else {
        let least = format!("at least {}", counted(min.value, "words of body"));
        let most = format!("at most {}", counted(max.value, "words of body"));
        label(d.at(min.limit.loc, least), max.limit.loc, most)
    };
    let (low, high) = ((middle * 0.95).floor(), (middle * 1.05).ceil());
    // It would also stand beside a fault of the line, which comes first.
    let d = d.help(format!("{}: {low}..{high} words", max.limit.rule));
    sink.push(d.once_sound());
}

#[cfg(test)]
mod tests {
    use super::{above_by_a_margin, below_by_a_margin};

    /// A proposed end lies beyond the other one, so that several numbers lie between them.
    #[test]
    fn a_proposed_bound_leaves_room() {
        for n in 1..5000 {
            let n = f64::from(n);
            assert!(above_by_a_margin(n) >= n + 1.0, "{n}");
            assert!(below_by_a_margin(n) <= n - 1.0, "{n}");
        }
        assert!(above_by_a_margin(0.5) > 0.5 && below_by_a_margin(0.5) < 0.5);
        assert_eq!(below_by_a_margin(1.0), 0.0);
    }
}
