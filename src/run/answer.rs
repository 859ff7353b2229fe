//! What a model answered, made into a part of the article: wrappers that carry no text are taken off, nothing is rewritten.

use crate::draft::Draft;
use crate::emit::{Slot, special};
use crate::lang::Lang;
use crate::run::wrapping::{Kind, peeled};
use crate::span::Span;

/// An answer made ready for its slot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ready {
    /// The text for the slot.
    pub text: String,
    /// A heading that stood above it, for a section that was asked for one.
    pub heading: Option<String>,
}

/// What a part of the article is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Paragraphs.
    Prose,
    /// A list.
    List,
    /// Questions with their answers.
    Questions,
}

/// Takes off what a chat model puts around its answer, quotation marks around a line, labels (« Titre : ») and Markdown heading
/// marks; turns list bullets into `- `. A heading line at the top of a section is taken as its heading. Deeper headings
/// (`###`) stay; a paragraph that only repeats an earlier one goes, and so does the unfinished sentence of an answer that was
/// `cut` off; further `#` and `##` lines are dropped, as they would break the outline that the recipe asks for.
#[must_use]
pub fn ready(answer: &str, slot: &Slot, form: Form, lang: Lang, cut: bool) -> Ready {
    let kind = match slot {
        Slot::Title | Slot::Heading(_) | Slot::Meta(_) => Kind::Line,
        _ => Kind::Text,
    };
    let bare = bare(answer);
    let text = peeled(&bare, kind, lang);
    match slot {
        Slot::Article => Ready {
            text: text.to_owned() + "\n",
            heading: None,
        },
        Slot::Aside(_) => Ready {
            text: text.to_owned(),
            heading: None,
        },
        Slot::Title | Slot::Heading(_) | Slot::Meta(_) => Ready {
            text: line(text),
            heading: None,
        },
        Slot::Piece(..) => {
            let mut ready = section(text, form);
            ready.text = unrepeated(&ready.text);
            if cut {
                ready.text = finished(&ready.text, lang);
            }
            ready
        }
    }
}

/// The Markdown of an answer that is no part of the article, without what stands around it.
#[must_use]
pub fn unwrapped(answer: &str, lang: Lang) -> String {
    peeled(&bare(answer), Kind::Text, lang).to_owned()
}

/// The JSON of an answer, without what stands around it.
#[must_use]
pub fn data(answer: &str, lang: Lang) -> String {
    peeled(&bare(answer), Kind::Data, lang).to_owned()
}

/// Without paragraphs that stand above word for word: a small model that has nothing more to say goes round in circles.
fn unrepeated(text: &str) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for paragraph in text.split("\n\n").map(str::trim) {
        if !paragraph.is_empty() && !seen.contains(&paragraph) {
            seen.push(paragraph);
        }
    }
    seen.join("\n\n")
}

/// Without the last sentence when it is not finished; the whole text when no sentence is.
fn finished(text: &str, lang: Lang) -> String {
    let ends = |s: &str| {
        s.trim_end_matches(['»', '”', '"', ')', ' ', '\u{a0}', '\u{202f}'])
            .ends_with(['.', '!', '?', '…'])
    };
    let draft = Draft::parse(text, lang);
    let sentences: Vec<Span> = draft.sentences().map(|(_, s)| s.span).collect();
    match sentences.last() {
        Some(last) if !ends(last.slice(text)) => {
            let kept = sentences
                .iter()
                .rev()
                .skip(1)
                .find(|s| ends(s.slice(text)))
                .map_or(text.len(), |s| s.end);
            text.get(..kept).unwrap_or(text).trim_end().to_owned()
        }
        _ => text.to_owned(),
    }
}

/// The answer without marks of its transport: our fences, and the marks with which models tell turns apart.
fn bare(answer: &str) -> String {
    special::restored(&untag(special::unended(answer))).into_owned()
}

/// Takes off the tags of our own fences (`<source-1a2b3c4d>`), which a small model repeats now and then.
fn untag(answer: &str) -> String {
    let mut out = String::with_capacity(answer.len());
    let mut rest = answer;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let name = after.strip_prefix('/').unwrap_or(after);
        let behind = name
            .strip_prefix("source-")
            .and_then(|tag| tag.split_once('>'))
            .filter(|(hash, _)| hash.len() == 8 && hash.bytes().all(|b| b.is_ascii_hexdigit()))
            .map(|(_, behind)| behind);
        if let Some(behind) = behind {
            rest = behind;
        } else {
            out.push('<');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// The first line with text, without marks around it.
fn line(text: &str) -> String {
    let first = text
        .lines()
        .map(str::trim)
        .find(|l| !l.is_empty() && !l.starts_with("---"))
        .unwrap_or("");
    let mut line = first.trim_start_matches('#').trim();
    for label in ["Titre", "Title", "Intertitre", "Description", "Slug"] {
        let bare = line.trim_start_matches("**");
        if let Some(rest) = bare.strip_prefix(label) {
            let rest = rest.trim_start_matches("**").trim_start();
            if let Some(rest) = rest.strip_prefix(':') {
                line = rest.trim_start_matches("**").trim();
            }
        }
    }
    for (open, close) in [
        ("**", "**"),
        ("\"", "\""),
        ("« ", " »"),
        ("«\u{a0}", "\u{a0}»"),
        ("“", "”"),
        ("*", "*"),
        ("`", "`"),
    ] {
        if let Some(inner) = line.strip_prefix(open).and_then(|l| l.strip_suffix(close))
            && !inner.contains(open.trim())
        {
            line = inner.trim();
        }
    }
    line.to_owned()
}

fn section(text: &str, form: Form) -> Ready {
    let list = form == Form::List;
    let mut heading = None;
    let mut lines: Vec<String> = Vec::new();
    for raw in text.lines() {
        let trimmed = raw.trim();
        if trimmed.starts_with('#') && trimmed.trim_start_matches('#').starts_with(' ') {
            // The first question is not the heading of the part.
            let question = form == Form::Questions && trimmed.starts_with("###");
            if lines.iter().all(String::is_empty) && heading.is_none() && !question {
                heading = Some(line(trimmed));
                continue;
            }
            if trimmed.starts_with("###") && !list {
                lines.push(trimmed.to_owned());
            }
            continue;
        }
        if matches!(trimmed, "---" | "***" | "___") {
            continue;
        }
        lines.push(if list {
            bullet(raw)
        } else {
            raw.trim_end().to_owned()
        });
    }
    Ready {
        text: lines.join("\n").trim().to_owned(),
        heading: heading.filter(|h| !h.is_empty()),
    }
}

/// `* item`, `• item` and `1. item` as `- item`.
fn bullet(raw: &str) -> String {
    let trimmed = raw.trim();
    for mark in ["* ", "• ", "– ", "— ", "-\u{a0}"] {
        if let Some(rest) = trimmed.strip_prefix(mark) {
            return format!("- {}", rest.trim_start());
        }
    }
    let numbered = trimmed.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = trimmed.len() - numbered.len();
    if (1..=2).contains(&digits)
        && let Some(rest) = numbered
            .strip_prefix(". ")
            .or_else(|| numbered.strip_prefix(") "))
    {
        return format!("- {}", rest.trim_start());
    }
    raw.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lose_their_wrappers() {
        for (answer, want) in [
            ("# Un titre", "Un titre"),
            ("« Un titre »", "Un titre"),
            ("\"Un titre\"\n\nVoici pourquoi.", "Un titre"),
            ("**Titre :** Un titre", "Un titre"),
            ("```\nUn titre\n```", "Un titre"),
            (
                "« Oui », dit le maire, « non »",
                "« Oui », dit le maire, « non »",
            ),
        ] {
            assert_eq!(
                ready(answer, &Slot::Title, Form::Prose, Lang::FR, false).text,
                want,
                "{answer}"
            );
        }
    }

    #[test]
    fn our_own_tags_are_taken_off() {
        let r = ready(
            "L’<source-0123abcd>Alliance</source-0123abcd> a < b <sourced>",
            &Slot::Piece(0, 0),
            Form::Prose,
            Lang::FR,
            false,
        );
        assert_eq!(r.text, "L’Alliance a < b <sourced>");
    }

    #[test]
    fn sections_give_up_their_heading() {
        let r = ready(
            "## Les faits\n\nUn.\n\n### Détail\n\nDeux.\n---\n",
            &Slot::Piece(1, 0),
            Form::Prose,
            Lang::FR,
            false,
        );
        assert_eq!(r.heading.as_deref(), Some("Les faits"));
        assert_eq!(r.text, "Un.\n\n### Détail\n\nDeux.");
        let r = ready(
            "1. Un.\n• Deux.\n- Trois.",
            &Slot::Piece(1, 0),
            Form::List,
            Lang::FR,
            false,
        );
        assert_eq!(r.text, "- Un.\n- Deux.\n- Trois.");
    }

    #[test]
    fn circles_and_torn_ends_go() {
        let circle = "Un fait. Un autre.\n\nUn fait. Un autre.\n\nEt la collecte de";
        let r = ready(circle, &Slot::Piece(1, 0), Form::Prose, Lang::FR, true);
        assert_eq!(r.text, "Un fait. Un autre.");
        let whole = ready(
            "Rien qui finisse",
            &Slot::Piece(1, 0),
            Form::Prose,
            Lang::FR,
            true,
        );
        assert_eq!(whole.text, "Rien qui finisse");
    }
}
