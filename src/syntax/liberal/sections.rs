//! The parts of an article, as people list them: by name or by heading, on one line, between braces, or indented below each other.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::node::{Kind, Node, Token};
use super::pass::{Pass, find};
use super::places::Change;
use super::range;
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
                // Behind a comment on the last line.
                let rest = self.text.get(node.span.end..).unwrap_or("");
                let end = node.span.end + rest.find('\n').unwrap_or(rest.len());
                let end =
                    end - usize::from(self.text.get(..end).is_some_and(|t| t.ends_with('\r')));
                self.changes.push(Change {
                    span: Span::at(end),
                    with: "\n}".to_owned(),
                });
            }
            for inner in block {
                self.section(inner, node.braces.is_some());
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
            // `facts no` sets something, wrongly.
            if matches!(
                word,
                "yes" | "no" | "oui" | "non" | "true" | "false" | "on" | "off" | "none" | "free"
            ) {
                return true;
            }
            matches!(
                word,
                "words" | "heading" | "list" | "questions" | "about" | "optional" | "severity"
            ) || find(word, |w| w.settings).is_some()
        };
        (!words.iter().any(setting) && !written.contains(|c: char| c.is_ascii_digit()))
            .then(|| quote(written))
    }

    /// A line of `sections`.
    fn section(&mut self, node: &Node, braced: bool) {
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
        if self.headed(node, &words) {
            return;
        }
        // A length behind it.
        if self.asks(&node.values) {
            self.sign_away(node);
            return;
        }
        if node.values.len() > 1 && self.range(&node.values) {
            self.sign_away(node);
            return;
        }
        if node.sign.is_some() {
            self.sign_away(node);
        } else if words.len() > 1
            && let Some(entry) = self.entry(&words)
            // Between braces, a second word is the value of the first: `{ facts none }`.
            && (!braced || entry.contains('{'))
        {
            self.change(node.span_of(&words), entry);
        }
    }

    /// `What changed: at least 100 words`.
    fn headed(&mut self, node: &Node, words: &[Token]) -> bool {
        let span = node.span_of(words);
        let Some((heading, rest)) = span.slice(self.text).split_once(':') else {
            return false;
        };
        let heading = heading.trim_end();
        let several = heading.contains(' ') && heading.starts_with(char::is_uppercase);
        let plain =
            |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '\'' | '’' | '?' | '!');
        if !several || !heading.chars().all(plain) {
            return false;
        }
        let (Some(said), Some(name)) = (range::read(rest), slug(heading)) else {
            return false;
        };
        let (heading, words) = (quote(heading), said.written("words"));
        self.change(
            span,
            format!("{name} {{ heading {heading}, words {words} }}"),
        );
        true
    }

    /// The range of a setting `questions`, which needs no unit.
    pub(super) fn questions(&mut self, values: &[Token]) {
        if let (Some(said), Some(first), Some(last)) =
            (self.questions_of(values), values.first(), values.last())
        {
            self.change(first.span.join(last.span), said);
        }
    }

    /// `faq: 4 à 8 questions`.
    fn asks(&mut self, values: &[Token]) -> bool {
        let (Some(first), Some(last)) = (values.first(), values.last()) else {
            return false;
        };
        let written = first.span.join(last.span).slice(self.text).to_lowercase();
        if !written.contains("question") {
            return false;
        }
        let Some(said) = self.questions_of(values) else {
            return false;
        };
        let sign = match self.surface {
            Surface::Yaml => ":",
            Surface::Recipe => "",
        };
        self.change(
            first.span.join(last.span),
            format!("{{ questions{sign} {said} }}"),
        );
        true
    }

    /// A range of questions, as a recipe writes it.
    fn questions_of(&self, values: &[Token]) -> Option<String> {
        if let Some(said) = self.range_of(values) {
            return Some(said.without("questions").written(""));
        }
        // `4 questions`.
        let [number, unit] = values else { return None };
        let digits = number.span.slice(self.text);
        let unit = unit.span.slice(self.text).to_lowercase();
        let one = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.is_empty();
        (one && matches!(unit.as_str(), "question" | "questions")).then(|| digits.to_owned())
    }

    fn yaml_section(&mut self, node: &Node) {
        if node.sign.is_some() {
            if !self.asks(&node.values) {
                self.range(&node.values);
            }
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

/// A part as a flow list of YAML has it: `prochaines-etapes { heading "Prochaines étapes" }` is a mapping there.
fn flow_entry(entry: &str) -> String {
    match entry.split_once(" { heading ") {
        Some((name, heading)) => format!("{name}: {{ heading: {}", heading),
        None => entry.trim_matches('"').to_owned(),
    }
}
