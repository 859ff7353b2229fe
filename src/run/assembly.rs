//! The article in parts. Every part keeps its bytes until it is replaced itself, so what passed once is spliced back
//! byte for byte whatever happens to its neighbours.

use crate::draft::{BlockKind, Draft};
use crate::emit::{Budgets, Slot};
use crate::lang::Lang;
use crate::rules::facts::Heading;
use crate::span::Span;

/// An article as title, front matter and sections, each as it will be printed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assembly {
    /// The title, without `#`.
    pub title: Option<String>,
    /// Front-matter entries, in order.
    pub meta: Vec<(String, String)>,
    /// The sections, in order.
    pub sections: Vec<SectionText>,
}

/// A section: its heading and its pieces of Markdown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SectionText {
    /// The heading, without `##`.
    pub heading: Option<String>,
    /// Runs of body text; an empty one is not printed.
    pub pieces: Vec<String>,
}

/// A printed article, and where its parts stand in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// The Markdown.
    pub text: String,
    /// Headings and pieces with their places, in order.
    pub places: Vec<(Slot, Span)>,
}

impl Assembly {
    /// An empty article with the sections of the plan; fixed headings are in place.
    #[must_use]
    pub fn empty(budgets: &Budgets) -> Self {
        Self {
            title: None,
            meta: Vec::new(),
            sections: budgets
                .sections
                .iter()
                .map(|b| SectionText {
                    heading: match &b.heading {
                        Heading::Fixed(text) => Some(text.clone()),
                        Heading::Free | Heading::None => None,
                    },
                    pieces: Vec::new(),
                })
                .collect(),
        }
    }

    /// Takes an article that was written in one go apart. Nothing is lost: what stands before the first `##` is the first
    /// section, whatever it is.
    #[must_use]
    pub fn of_article(text: &str, lang: Lang) -> Self {
        let draft = Draft::parse(text, lang);
        let mut meta: Vec<(String, String)> = draft
            .front()
            .map(|f| {
                f.entries
                    .iter()
                    .map(|e| (e.key.clone(), e.value.clone()))
                    .collect()
            })
            .unwrap_or_default();
        let title = draft.title().map(|t| t.text.clone());
        meta.retain(|(k, _)| k != "title");
        let sections = draft
            .sections()
            .iter()
            .map(|s| {
                let heading = s
                    .heading
                    .and_then(|h| draft.blocks().get(h))
                    .map(|b| b.plain.text.clone());
                let first = s.blocks.start + usize::from(s.heading.is_some());
                let body = match draft.blocks().get(first..s.blocks.end) {
                    Some([first, .., last]) => (first, last.span.end),
                    Some([only]) => (only, only.span.end),
                    _ => {
                        return SectionText {
                            heading,
                            pieces: vec![String::new()],
                        };
                    }
                };
                // A list's marker stands before its first item's text.
                let start = line_start(text, body.0.span.start, body.0.kind);
                let body = text.get(start..body.1).unwrap_or("").trim_end().to_owned();
                SectionText {
                    heading,
                    pieces: vec![body],
                }
            })
            .collect();
        Self {
            title,
            meta,
            sections,
        }
    }

    /// The text in a slot; `None` when nothing stands there.
    #[must_use]
    pub fn get(&self, slot: &Slot) -> Option<String> {
        match slot {
            Slot::Article => Some(self.print().text),
            Slot::Aside(_) => None,
            Slot::Title => self.title.clone(),
            Slot::Heading(s) => self.sections.get(*s)?.heading.clone(),
            Slot::Piece(s, p) => self.sections.get(*s)?.pieces.get(*p).cloned(),
            Slot::Meta(key) => self
                .meta
                .iter()
                .find(|(k, _)| k == key)
                .map(|(_, v)| v.clone()),
        }
    }

    /// Puts a text into a slot, making room for it; an article is taken apart by [`Assembly::of_article`] instead.
    pub fn set(&mut self, slot: &Slot, text: String) {
        match slot {
            Slot::Article | Slot::Aside(_) => {}
            Slot::Title => self.title = Some(text),
            Slot::Heading(s) => {
                if let Some(section) = self.section(*s) {
                    section.heading = Some(text);
                }
            }
            Slot::Piece(s, p) => {
                let Some(section) = self.section(*s) else {
                    return;
                };
                let pieces = &mut section.pieces;
                if pieces.len() <= *p {
                    pieces.resize(*p + 1, String::new());
                }
                if let Some(piece) = pieces.get_mut(*p) {
                    *piece = text;
                }
            }
            Slot::Meta(key) => match self.meta.iter_mut().find(|(k, _)| k == key) {
                Some((_, v)) => *v = text,
                None => self.meta.push((key.clone(), text)),
            },
        }
    }

    fn section(&mut self, index: usize) -> Option<&mut SectionText> {
        if self.sections.len() <= index {
            self.sections.resize(index + 1, SectionText::default());
        }
        self.sections.get_mut(index)
    }

    /// The same article with its sections at the places of the plan: a model that leaves the opening out does not thereby
    /// move every section by one.
    #[must_use]
    pub fn in_place(mut self, budgets: &Budgets) -> Self {
        let opens = budgets
            .sections
            .first()
            .is_some_and(|b| b.lede || b.heading == Heading::None);
        if opens && self.sections.first().is_some_and(|s| s.heading.is_some()) {
            self.sections.insert(0, SectionText::default());
        }
        self
    }

    /// Makes the sections up to `index` that an answer left out, with the headings that the plan fixes.
    pub fn make_room(&mut self, index: usize, budgets: &Budgets) {
        let missing = budgets.sections.iter().enumerate().take(index + 1);
        for (i, budget) in missing.skip(self.sections.len()) {
            if let Some(section) = self.section(i)
                && let Heading::Fixed(text) = &budget.heading
            {
                section.heading = Some(text.clone());
            }
        }
    }

    /// The article as Markdown.
    #[must_use]
    pub fn print(&self) -> Printed {
        let mut text = String::new();
        let mut places = Vec::new();
        if !self.meta.is_empty() {
            let mapping: serde_yaml::Mapping = self
                .meta
                .iter()
                .map(|(k, v)| {
                    (
                        serde_yaml::Value::String(k.clone()),
                        serde_yaml::Value::String(v.clone()),
                    )
                })
                .collect();
            text.push_str("---\n");
            text.push_str(&serde_yaml::to_string(&mapping).unwrap_or_default());
            text.push_str("---\n\n");
        }
        if let Some(title) = &self.title {
            text.push_str("# ");
            text.push_str(title);
            text.push_str("\n\n");
        }
        for (s, section) in self.sections.iter().enumerate() {
            if let Some(heading) = &section.heading {
                let start = text.len();
                text.push_str("## ");
                text.push_str(heading);
                places.push((Slot::Heading(s), Span::new(start, text.len())));
                text.push_str("\n\n");
            }
            for (p, piece) in section.pieces.iter().enumerate() {
                if piece.trim().is_empty() {
                    continue;
                }
                let start = text.len();
                text.push_str(piece);
                places.push((Slot::Piece(s, p), Span::new(start, text.len())));
                text.push_str("\n\n");
            }
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
        Printed { text, places }
    }
}

impl Printed {
    /// The part that a place of the text belongs to; a place between two parts belongs to the earlier one.
    #[must_use]
    pub fn slot_at(&self, span: Span) -> Option<&Slot> {
        self.places
            .iter()
            .rev()
            .find(|(_, at)| at.start <= span.start)
            .map(|(slot, _)| slot)
    }
}

fn line_start(text: &str, at: usize, kind: BlockKind) -> usize {
    match kind {
        BlockKind::Paragraph => at,
        _ => text
            .get(..at)
            .and_then(|before| before.rfind('\n'))
            .map_or(0, |i| i + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_comes_apart_and_together() {
        let text = "---\ndescription: Court et vrai\n---\n\n# Un titre\n\nLe chapô.\n\n## Faits\n\nUn.\n\nDeux.\n\n## Liste\n\n- a\n- b\n";
        let mut a = Assembly::of_article(text, Lang::FR);
        assert_eq!(a.print().text, text);
        a.set(&Slot::Piece(1, 0), "Trois.".to_owned());
        let printed = a.print();
        assert_eq!(printed.text, text.replace("Un.\n\nDeux.", "Trois."));
        let at = printed.text.find("Trois").expect("is there");
        assert_eq!(printed.slot_at(Span::at(at)), Some(&Slot::Piece(1, 0)));
    }
}
