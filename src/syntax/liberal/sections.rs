//! The parts of an article, as they are written freely: their headings, one a line, with a length behind them.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::node::{Kind, Node, Token};
use super::pass::{Pass, find};
use super::places::Change;
use crate::span::Span;
use crate::syntax::dsl::text::quote;
use crate::syntax::{Surface, scalar};

impl Pass<'_> {
    /// The parts of an article.
    pub(super) fn sections(&mut self, node: &Node, values: &[Token]) {
        if let Some(block) = &node.block {
            let headed = self.surface == Surface::Recipe && node.braces.is_none();
            if headed {
                // Names that are indented below it.
                let end = node.sign.map_or(node.name.end, |s| s.end);
                self.drop_within(Span::new(node.name.end, end));
                self.change(Span::new(node.name.end, end), " {");
                self.changes.push(Change {
                    span: Span::at(node.span.end),
                    with: "\n}".to_owned(),
                });
            }
            for inner in block {
                self.section(inner);
            }
            return;
        }
        let bare = |t: &Token| matches!(t.kind, Kind::Word | Kind::Comma);
        let listed = values.iter().any(|t| t.kind == Kind::Comma);
        if !listed || !values.iter().all(bare) {
            return;
        }
        let Some(items) = self.items(values) else {
            return;
        };
        let entries: Option<Vec<String>> = items.iter().map(|i| self.entry(i)).collect();
        let Some(entries) = entries else { return };
        let (Some(first), Some(last)) = (values.first(), values.last()) else {
            return;
        };
        let span = first.span.join(last.span);
        let several = items.iter().any(|i| i.len() > 1);
        if self.surface == Surface::Yaml {
            let flat: Vec<String> = entries.iter().map(|e| flow_entry(e)).collect();
            self.change(span, format!("[{}]", flat.join(", ")));
        } else if several {
            let blocks = entries.iter().any(|e| e.contains('{'));
            let written = if blocks {
                format!("{{ {} }}", entries.join("; "))
            } else {
                entries.join(", ")
            };
            self.change(span, written);
        }
    }

    /// A part given by its name or by its heading, as a recipe file has it.
    fn entry(&self, words: &[Token]) -> Option<String> {
        let (first, last) = (words.first()?, words.last()?);
        let written = first.span.join(last.span).slice(self.text);
        let plain = written
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’' | '?' | '!'));
        if !plain {
            return None;
        }
        if words.len() == 1 {
            return scalar::is_name(written).then(|| written.to_owned());
        }
        if written.starts_with(char::is_uppercase) {
            return Some(format!(
                "{} {{ heading {} }}",
                slug(written)?,
                quote(written)
            ));
        }
        let setting = |t: &Token| {
            let word = t.span.slice(self.text);
            matches!(
                word,
                "words" | "heading" | "list" | "about" | "optional" | "severity"
            ) || matches!(
                word,
                "yes" | "no" | "none" | "true" | "false" | "oui" | "non"
            ) || find(word, |w| w.settings).is_some()
        };
        (!words.iter().any(setting) && !written.contains(|c: char| c.is_ascii_digit()))
            .then(|| quote(written))
    }

    /// A line of `sections`.
    fn section(&mut self, node: &Node) {
        if self.surface == Surface::Yaml {
            self.yaml_section(node);
            return;
        }
        if let Some(dash) = node.dash {
            self.change(Span::new(dash.start, node.name.start), "");
        }
        let mut words = vec![Token {
            kind: Kind::Word,
            span: node.name,
        }];
        words.extend(node.values.iter().copied());
        if node.quoted || node.block.is_some() || !words.iter().all(|t| t.kind == Kind::Word) {
            self.sign_away(node);
            for inner in node.block.iter().flatten() {
                self.setting(inner);
            }
            return;
        }
        // A length behind it.
        if node.values.len() > 1 && self.range(&node.values) {
            self.sign_away(node);
            return;
        }
        if node.sign.is_some() {
            self.sign_away(node);
        } else if words.len() > 1
            && let Some(entry) = self.entry(&words)
        {
            self.change(node.span_of(&words), entry);
        }
    }

    fn yaml_section(&mut self, node: &Node) {
        if node.sign.is_some() {
            self.range(&node.values);
            for inner in node.block.iter().flatten() {
                self.setting(inner);
            }
            return;
        }
        let written = node.name.slice(self.text);
        let plain = written
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’'));
        if plain
            && node.dash.is_some()
            && written.contains(' ')
            && written.starts_with(char::is_uppercase)
            && let Some(name) = slug(written)
        {
            self.change(node.name, format!("{name}: {{ heading: {written} }}"));
        }
    }
}

impl Node {
    fn span_of(&self, words: &[Token]) -> Span {
        words.iter().fold(self.name, |s, t| s.join(t.span))
    }
}

/// A part as a flow list of YAML has it: `prochaines-etapes { heading "Prochaines étapes" }` is a mapping there.
fn flow_entry(entry: &str) -> String {
    match entry.split_once(" { heading ") {
        Some((name, heading)) => format!("{name}: {{ heading: {}", heading),
        None => entry.trim_matches('"').to_owned(),
    }
}

/// The name of a part with this heading: `prochaines-etapes`.
fn slug(heading: &str) -> Option<String> {
    let mut out = String::new();
    let plain = heading.to_lowercase().replace('œ', "oe").replace('æ', "ae");
    for c in plain.nfd().filter(|c| !is_combining_mark(*c)) {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    let out = out.trim_matches('-').to_owned();
    (!out.is_empty()).then_some(out)
}
