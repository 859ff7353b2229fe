//! Which lines are understood, and what a recipe has in their place.

use std::collections::BTreeMap;

use super::header::code;
use super::node::{self, Kind, Node, Token};
use super::places::Change;
use super::range::{self, Said};
use super::yaml;
use crate::diag::{Diagnostic, codes};
use crate::lang::{RECIPE_WORDS, RecipeWords};
use crate::source::SourceId;
use crate::span::{Loc, Span};
use crate::syntax::dsl::text::quote;
use crate::syntax::{Surface, scalar};

/// No title of so many words is meant, and none of so few characters: below, a range without a unit can be either.
const FEW: f64 = 15.0;

/// The changes that bring a text into canonical form, in no order, and what has to be asked.
pub(super) fn changes(
    id: SourceId,
    surface: Surface,
    text: &str,
) -> (Vec<Change>, Vec<Diagnostic>) {
    let listed = |name: &str| name == "sections" || named(name) == Some("sections");
    let nodes = match surface {
        Surface::Recipe => node::recipe(text, &listed),
        Surface::Yaml => yaml::yaml(text),
    };
    let Some(nodes) = nodes.filter(|n| ours(n, text, surface)) else {
        return Default::default();
    };
    let mut pass = Pass {
        id,
        text,
        surface,
        changes: Vec::new(),
        messages: Vec::new(),
        count: BTreeMap::new(),
    };
    for node in &nodes {
        *pass.count.entry(pass.target(node).0).or_default() += 1;
    }
    pass.together(&nodes);
    for (i, node) in nodes.iter().enumerate() {
        pass.top(node, i == 0);
    }
    (pass.changes, pass.messages)
}

/// Whether a file begins as a recipe of its surface does: `recipe NAME` in a recipe file, `recipe: NAME` or `name: NAME` in YAML.
fn ours(nodes: &[Node], text: &str, surface: Surface) -> bool {
    let Some(first) = nodes.first() else {
        return false;
    };
    let name = first.name.slice(text).to_lowercase();
    let heads =
        matches!(name.as_str(), "recipe" | "pack" | "name") || named(&name) == Some("recipe");
    heads && (first.sign.is_some() == (surface == Surface::Yaml)) && first.block.is_none()
        // A suite of tests is none.
        && nodes.iter().all(|n| !matches!(n.name.slice(text), "test" | "tests"))
}

/// A word as the tables have it.
fn folded(word: &str) -> String {
    word.to_lowercase().replace(['-', '_'], " ")
}

pub(super) fn find(
    word: &str,
    pick: impl Fn(&'static RecipeWords) -> &'static [(&'static str, &'static str)],
) -> Option<&'static str> {
    let word = folded(word);
    RECIPE_WORDS
        .iter()
        .flat_map(|w| pick(w))
        .find_map(|(w, name)| (*w == word).then_some(*name))
}

/// What a name at the beginning of a line is called in a recipe.
fn named(word: &str) -> Option<&'static str> {
    find(word, |w| w.names)
}

pub(super) struct Pass<'a> {
    id: SourceId,
    pub(super) text: &'a str,
    pub(super) surface: Surface,
    pub(super) changes: Vec<Change>,
    messages: Vec<Diagnostic>,
    /// How often a name is set in the file.
    count: BTreeMap<String, usize>,
}

impl Pass<'_> {
    pub(super) fn change(&mut self, span: Span, with: impl Into<String>) {
        let with = with.into();
        if span.slice(self.text) != with {
            self.changes.push(Change { span, with });
        }
    }

    /// What a line is called in a recipe, and how many of its values belong to the name: `no new numbers`.
    fn target(&self, node: &Node) -> (String, usize) {
        let own = node.name.slice(self.text);
        if node.quoted {
            return (own.to_owned(), 0);
        }
        if self.surface == Surface::Recipe && node.sign.is_none() {
            let mut words = own.to_owned();
            let mut found = None;
            for (i, token) in node.values.iter().take(2).enumerate() {
                if token.kind != Kind::Word {
                    break;
                }
                words = format!(
                    "{words} {}",
                    token.span.slice(self.text).trim_end_matches(':')
                );
                found = named(&words).map(|n| (n.to_owned(), i + 1)).or(found);
            }
            if let Some(found) = found {
                return found;
            }
        }
        let name = named(own).unwrap_or(own);
        (name.to_owned(), 0)
    }

    fn once(&self, name: &str) -> bool {
        self.count.get(name).copied().unwrap_or(0) <= 1
    }

    fn has(&self, name: &str) -> bool {
        self.count.contains_key(name)
    }

    /// Lines that make one setting: `minimum_words` with `maximum_words`, `tone` with `style`.
    fn together(&mut self, nodes: &[Node]) {
        let of = |pass: &Self, name: &str| -> Vec<usize> {
            let is = |n: &&Node| pass.target(n).0 == name;
            nodes
                .iter()
                .enumerate()
                .filter(|(_, n)| is(n))
                .map(|(i, _)| i)
                .collect()
        };
        let (min, max) = (of(self, "length.min"), of(self, "length.max"));
        if !self.has("length") && min.len() <= 1 && max.len() <= 1 {
            let end = |pass: &Self, at: &[usize], name: &str| -> Option<Said> {
                let node = nodes.get(*at.first()?)?;
                let values = node.values.get(pass.target(node).1..)?;
                let value = values.first()?.span.join(values.last()?.span);
                range::end(name, value.slice(pass.text))
            };
            let said = match (end(self, &min, "min"), end(self, &max, "max")) {
                (Some(a), Some(b)) => a.and(b),
                (a, b) if min.len() + max.len() == 1 => a.or(b),
                _ => None,
            };
            if let Some(said) = said {
                self.put(
                    nodes,
                    &[min, max].concat(),
                    &format!("length{}{}", self.sign(), said.written("words")),
                );
            }
        }
        let told = of(self, "brief.said");
        if !self.has("brief") && !told.is_empty() {
            let texts: Option<Vec<String>> = told
                .iter()
                .map(|&i| nodes.get(i).and_then(|n| self.told(n)))
                .collect();
            if let Some(texts) = texts {
                let written = match (self.surface, texts.as_slice()) {
                    (Surface::Yaml, [_, _, ..]) => format!("brief: [{}]", texts.join(", ")),
                    _ => format!("brief{}{}", self.sign(), texts.join(", ")),
                };
                self.put(nodes, &told, &written);
            }
        }
    }

    pub(super) fn sign(&self) -> &'static str {
        match self.surface {
            Surface::Yaml => ": ",
            Surface::Recipe => " ",
        }
    }

    /// Puts a line in the place of the first of some lines; the others go.
    fn put(&mut self, nodes: &[Node], at: &[usize], line: &str) {
        let mut at = at.to_vec();
        at.sort_unstable();
        for (i, node) in at.iter().filter_map(|i| nodes.get(*i)).enumerate() {
            if i == 0 {
                self.change(node.span, line);
            } else {
                // With the line end before it.
                let before = self.text.get(..node.span.start).unwrap_or("");
                let start = before.trim_end_matches([' ', '\t']).len();
                let start =
                    start - usize::from(before.get(..start).is_some_and(|b| b.ends_with('\n')));
                self.change(Span::new(start, node.span.end), "");
            }
        }
    }

    /// `tone: plain` as guidance: "tone: plain".
    fn told(&self, node: &Node) -> Option<String> {
        let value = node.value()?;
        let written = value.slice(self.text);
        let bare = node
            .values
            .iter()
            .all(|t| matches!(t.kind, Kind::Word | Kind::Comma));
        let inner = match node.values.as_slice() {
            [t] if t.kind == Kind::Text => written.strip_prefix('"')?.strip_suffix('"')?,
            _ if bare && !written.contains(['\n', '\\']) => written,
            _ => return None,
        };
        let name = node.name.slice(self.text);
        let french = RECIPE_WORDS.iter().any(|w| {
            w.names.contains(&("langue", "language")) && w.names.iter().any(|(n, _)| *n == name)
        }) || self.language() == Some("fr");
        let colon = if french { " : " } else { ": " };
        Some(quote_raw(&format!("{name}{colon}{inner}")))
    }

    /// The language that the file names.
    fn language(&self) -> Option<&'static str> {
        let line = self.text.lines().find(|l| {
            let first = l.split([' ', ':', '\t']).next().unwrap_or("");
            first == "language" || named(first) == Some("language")
        })?;
        let value = line
            .split_once([' ', ':'])?
            .1
            .trim_matches([' ', ':', '=', '"']);
        code(value)
    }

    fn top(&mut self, node: &Node, first: bool) {
        let own = node.name.slice(self.text);
        if matches!(
            own,
            "input" | "inputs" | "step" | "steps" | "check" | "checks" | "frame" | "frames" | "use"
        ) {
            return;
        }
        let (name, taken) = self.target(node);
        let target = name.as_str();
        if matches!(target, "length.min" | "length.max" | "brief.said") || !self.once(target) {
            return;
        }
        let title = own
            .strip_prefix("title.")
            .or_else(|| own.strip_prefix("titre."));
        if title == Some("length") && self.surface == Surface::Recipe && !self.has("title") {
            self.title_line(node, &node.values);
            return;
        }
        let head = node.values.get(..taken).and_then(<[_]>::last);
        let named = Span::new(node.name.start, head.map_or(node.name.end, |t| t.span.end));
        let values = node.values.get(taken..).unwrap_or(&[]);
        if own == "name" && first && !self.has("recipe") && !self.has("pack") {
            self.change(named, "recipe");
        } else if target == "meta.description" {
            self.meta(node, values);
            return;
        } else if target != own {
            self.change(named, target);
        }
        self.sign_away(node);
        match target {
            "language" => self.language_of(values),
            "length" | "paragraphs" | "headings" | "overlap" => self.ranged(node, values, target),
            "title" => self.title(node, values),
            "sections" => self.sections(node, values),
            "preserve" | "no-new" | "bind" => self.kinds(target, values),
            "keyphrase" | "brief" => self.one_text(node, values),
            "forbid" | "strip" => self.texts(node, values),
            _ => {}
        }
        if !matches!(target, "title" | "sections" | "meta") {
            for inner in node.block.iter().flatten() {
                self.setting(inner);
            }
        }
    }

    /// `:` or `=` behind the name of a recipe file.
    pub(super) fn sign_away(&mut self, node: &Node) {
        let Some(sign) = node.sign.filter(|_| self.surface == Surface::Recipe) else {
            return;
        };
        let value = node.value();
        let number =
            value.is_some_and(|v| v.slice(self.text).starts_with(|c: char| c.is_ascii_digit()));
        // `= 700` is `exactly 700`.
        let exact = sign.slice(self.text) == "=" && number && self.range_of(&node.values).is_none();
        let plain = value.is_some_and(|v| v.slice(self.text).contains(".."));
        if exact && !plain || value.is_none() && node.block.is_none() {
            return;
        }
        let start = node.name.end;
        let next = value.or(node.braces).map_or(sign.end, |v| v.start);
        let blank = if next > sign.end || value.is_some() {
            " "
        } else {
            ""
        };
        self.change(Span::new(start, next.max(sign.end)), blank);
    }

    /// A range that bare words make.
    pub(super) fn range_of(&self, values: &[Token]) -> Option<Said> {
        let (first, last) = (values.first()?, values.last()?);
        let written = first.span.join(last.span).slice(self.text);
        if first.kind == Kind::Text && values.len() == 1 {
            return range::read(written.strip_prefix('"')?.strip_suffix('"')?);
        }
        let plain = |t: &Token| matches!(t.kind, Kind::Word | Kind::Comma);
        if !values.iter().all(plain) || written.contains('\n') {
            return None;
        }
        range::read(written)
    }

    /// Brings a range into canonical form, unless it is that already. Returns whether it was a range.
    pub(super) fn range(&mut self, values: &[Token]) -> bool {
        let Some(said) = self.range_of(values) else {
            return self.unit_alone(values);
        };
        if let (Some(first), Some(last)) = (values.first(), values.last()) {
            let span = first.span.join(last.span);
            // `">= 700 words"` has its quotes from YAML.
            if !is_canonical(span.slice(self.text).trim_matches('"')) {
                self.change(span, said.written(""));
            }
        }
        true
    }

    /// `300..500 mots`, `3 puces`: only the unit is no recipe's.
    fn unit_alone(&mut self, values: &[Token]) -> bool {
        let [number, unit] = values else {
            return false;
        };
        let digits = number.span.slice(self.text);
        let digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
        let word = unit.span.slice(self.text);
        if digits
            && unit.kind == Kind::Word
            && let Some(known) = find(word, |w| w.units)
        {
            self.change(unit.span, known);
            return true;
        }
        false
    }

    /// The value of a rule that takes a range.
    fn ranged(&mut self, node: &Node, values: &[Token], name: &str) {
        if self.about(values) || self.range(values) || !values.is_empty() {
            return;
        }
        // `length { min 300, max 500 }`.
        if name != "overlap"
            && let Some(said) = node.block.as_deref().and_then(|b| self.ends(b))
        {
            let end = node.span.end;
            let from = Span::new(node.name.end, end);
            self.drop_within(from);
            self.change(from, format!("{}{}", self.sign(), said.written("")));
        }
    }

    /// `about 300 words` has no limits that can be checked: they are asked for.
    fn about(&mut self, values: &[Token]) -> bool {
        let (Some(first), Some(last)) = (values.first(), values.last()) else {
            return false;
        };
        let word = first.span.slice(self.text).to_lowercase();
        let rest = values.get(1..).unwrap_or(&[]);
        if self.surface == Surface::Yaml
            || !values.iter().all(|t| t.kind == Kind::Word)
            || !RECIPE_WORDS
                .iter()
                .any(|w| w.about.contains(&word.as_str()))
        {
            return false;
        }
        let Some((number, unit)) = rest.split_first() else {
            return false;
        };
        let unit = match unit {
            [] => "",
            [u] => {
                let word = u.span.slice(self.text);
                find(word, |w| w.units).unwrap_or(word)
            }
            _ => return false,
        };
        let Ok(n) = number.span.slice(self.text).parse::<u64>() else {
            return false;
        };
        let range = format!("{}..{} {unit}", n - n / 10, n.saturating_add(n / 10));
        let (range, span) = (range.trim_end(), first.span.join(last.span));
        let loc = Loc::new(self.id, span);
        self.messages.push(
            Diagnostic::error(
                codes::E0105,
                format!(
                    "`{}` has no limits that can be checked: a range is wanted",
                    span.slice(self.text)
                ),
            )
            .at(loc, format!("perhaps `{range}`"))
            .fix(loc, range),
        );
        self.change(span, range);
        true
    }

    /// Takes back the changes within a place that is replaced as a whole.
    pub(super) fn drop_within(&mut self, span: Span) {
        self.changes
            .retain(|c| !(span.start <= c.span.start && c.span.end <= span.end));
    }

    /// `min` and `max` in a block of nothing else.
    fn ends(&self, block: &[Node]) -> Option<Said> {
        let mut out: Option<Said> = None;
        for inner in block {
            let said = self.end(inner)?;
            out = Some(match out {
                Some(before) => before.and(said)?,
                None => said,
            });
        }
        out
    }

    fn end(&self, node: &Node) -> Option<Said> {
        let name = find(node.name.slice(self.text), |w| w.settings)?;
        if !matches!(name, "min" | "max") || !node.is_bare() || node.block.is_some() {
            return None;
        }
        range::end(name, node.value()?.slice(self.text))
    }

    /// `title max 60 characters`, `title length 40..65`, `title { max 70 chars }`.
    fn title(&mut self, node: &Node, values: &[Token]) {
        if !values.is_empty() {
            let rest = match values.first() {
                Some(t) if self.is(t, "length") || self.is(t, "longueur") => {
                    values.get(1..).unwrap_or(&[])
                }
                _ => values,
            };
            self.title_line(node, rest);
            return;
        }
        let block = node.block.as_deref().unwrap_or(&[]);
        let ends: Vec<&Node> = block.iter().filter(|n| self.end(n).is_some()).collect();
        let length = block.iter().any(|n| {
            let name = n.name.slice(self.text);
            name == "length" || find(name, |w| w.settings) == Some("length")
        });
        if !length && (1..=2).contains(&ends.len()) {
            let said = ends
                .iter()
                .filter_map(|n| self.end(n))
                .reduce(|a, b| a.and(b).unwrap_or_default());
            if let (Some(said), Some(first)) =
                (said.filter(|s| *s != Said::default()), ends.first())
            {
                self.few(&said, first.span);
                self.change(
                    first.span,
                    format!("length{}{}", self.sign(), said.written("")),
                );
                if let Some(second) = ends.get(1) {
                    // With what separates it from the first.
                    self.change(Span::new(first.span.end, second.span.end), "");
                }
            }
        }
        for inner in block {
            if self.end(inner).is_none() {
                // `title { between 40 and 65 characters }`.
                let alone = block.len() == 1 && inner.sign.is_none() && inner.block.is_none();
                if alone && let Some(said) = range::read(inner.span.slice(self.text)) {
                    self.few(&said, inner.span);
                    let line = format!("length{}{}", self.sign(), said.written(""));
                    self.change(inner.span, line);
                    return;
                }
                let name = inner.name.slice(self.text);
                let length = name == "length" || find(name, |w| w.settings) == Some("length");
                if length && let Some(said) = self.range_of(&inner.values) {
                    let value = inner.value().unwrap_or(inner.span);
                    if !is_canonical(value.slice(self.text).trim_matches('"')) {
                        self.few(&said, value);
                    }
                }
                self.setting(inner);
            }
        }
    }

    /// A range beside `title`, which is its length.
    fn title_line(&mut self, node: &Node, values: &[Token]) {
        if node.block.is_some() {
            return;
        }
        let plain = || {
            let written = values
                .first()?
                .span
                .join(values.last()?.span)
                .slice(self.text);
            scalar::is_quantity(written).then(|| written.to_owned())
        };
        let said = self.range_of(values);
        let Some(written) = said.as_ref().map(|s| s.written("")).or_else(plain) else {
            return;
        };
        if let Some(said) = &said {
            self.few(said, node.span);
        }
        self.drop_within(node.span);
        let line = match self.surface {
            Surface::Recipe => format!("title {{ length {written} }}"),
            Surface::Yaml => format!("title: {{ length: {written} }}"),
        };
        self.change(node.span, line);
    }

    /// A short title without a unit: words, or characters?
    fn few(&mut self, said: &Said, span: Span) {
        let most = said.most();
        if !said.is_bare() || most.is_none_or(|m| m > FEW) {
            return;
        }
        let range = said.written("");
        let words = said.written("words");
        let chars = said.written("chars");
        self.messages.push(
            Diagnostic::error(
                codes::E0302,
                format!("`{range}` can be words or characters of the title: which of them?"),
            )
            .at(Loc::new(self.id, span), "expected a unit")
            .help(format!("title {{ length {words} }}"))
            .help(format!("title {{ length {chars} }}")),
        );
    }

    fn is(&self, token: &Token, word: &str) -> bool {
        token.kind == Kind::Word && token.span.slice(self.text).eq_ignore_ascii_case(word)
    }

    /// `meta description 120-155 characters`, `meta_description: …`.
    fn meta(&mut self, node: &Node, values: &[Token]) {
        if node.block.is_some() || self.has("meta") {
            return;
        }
        let Some(said) = self.range_of(values) else {
            return;
        };
        let written = said.written("chars");
        let line = match self.surface {
            Surface::Recipe => format!("meta {{ description {written} }}"),
            Surface::Yaml => format!("meta: {{ description: {written} }}"),
        };
        self.change(node.span, line);
    }

    /// A setting in the block of a rule or of a section.
    pub(super) fn setting(&mut self, node: &Node) {
        if node.quoted {
            return;
        }
        let own = node.name.slice(self.text);
        let name = find(own, |w| w.settings).filter(|n| !matches!(*n, "min" | "max"));
        if let Some(name) = name {
            self.change(node.name, name);
        }
        self.sign_away(node);
        let target = name.unwrap_or(own);
        if matches!(
            target,
            "length"
                | "words"
                | "sentences"
                | "list"
                | "count"
                | "density"
                | "every"
                | "all"
                | "chars"
                | "description"
        ) {
            self.range(&node.values);
            if let Some(said) = node.block.as_deref().and_then(|b| self.ends(b)) {
                let from = Span::new(node.name.end, node.span.end);
                self.drop_within(from);
                self.change(from, format!("{}{}", self.sign(), said.written("")));
            }
        }
        if target == "questions" {
            self.questions(&node.values);
        }
        if matches!(
            target,
            "optional" | "rewritten" | "others" | "skips" | "exact"
        ) && let [v] = node.values.as_slice()
        {
            let word = v.span.slice(self.text).to_lowercase();
            if RECIPE_WORDS.iter().any(|w| w.yes.contains(&word.as_str())) {
                self.change(v.span, "true");
            }
        }
        for inner in node.block.iter().flatten() {
            self.setting(inner);
        }
    }

    /// Items between commas; without commas, each word is one.
    pub(super) fn items<'t>(&self, values: &'t [Token]) -> Option<Vec<&'t [Token]>> {
        let plain = |k: Kind| matches!(k, Kind::Word | Kind::Text | Kind::Comma | Kind::Bracket);
        if !values.iter().all(|t| plain(t.kind)) {
            return None;
        }
        let parts = values
            .split(|t| matches!(t.kind, Kind::Comma | Kind::Bracket))
            .filter(|p| !p.is_empty());
        Some(parts.collect())
    }

    /// What `preserve`, `no-new` and `bind` are about.
    fn kinds(&mut self, rule: &str, values: &[Token]) {
        let all: &[&str] = match rule {
            "bind" => &["numbers", "roles", "polarity", "hedges", "additions"],
            _ => &["numbers", "quotes", "names"],
        };
        if !values
            .iter()
            .all(|t| matches!(t.kind, Kind::Word | Kind::Comma | Kind::Bracket))
        {
            return;
        }
        let words: Vec<&Token> = values.iter().filter(|t| t.kind == Kind::Word).collect();
        let joins = |w: &str| matches!(w, "and" | "et" | "&");
        let mut out: Vec<String> = Vec::new();
        for token in &words {
            let word = token.span.slice(self.text);
            let kind = find(word, |w| w.kinds);
            let told = match kind {
                _ if word == "severity" => return,
                _ if joins(word) => continue,
                Some("*") => all.iter().map(|a| (*a).to_owned()).collect(),
                Some(kind) if rule != "bind" => vec![kind.to_owned()],
                _ if rule == "bind" && word == "true" => {
                    all.iter().map(|a| (*a).to_owned()).collect()
                }
                _ if all.contains(&word) => vec![word.to_owned()],
                // Not known: its message is about this word, and the others are as they were.
                _ => return,
            };
            for one in told {
                if !out.contains(&one) {
                    out.push(one);
                }
            }
        }
        let (Some(first), Some(last)) = (values.first(), values.last()) else {
            return;
        };
        let span = first.span.join(last.span);
        let same = words
            .iter()
            .map(|t| t.span.slice(self.text))
            .eq(out.iter().map(String::as_str));
        let commas = values.iter().filter(|t| t.kind == Kind::Comma).count() + 1 >= words.len();
        if same && commas {
            return;
        }
        let list = out.join(", ");
        match self.surface {
            Surface::Yaml => self.change(span, format!("[{list}]")),
            Surface::Recipe => self.change(span, list),
        }
    }

    /// Several bare words where one text is wanted.
    fn one_text(&mut self, node: &Node, values: &[Token]) {
        if self.surface == Surface::Yaml || node.block.is_some() {
            return;
        }
        let bare = values.iter().all(|t| t.kind == Kind::Word);
        let modified = values
            .iter()
            .any(|t| self.is(t, "severity") || self.is(t, "per"));
        if let (Some(first), Some(last)) = (values.first(), values.last())
            && bare
            && !modified
            && values.len() > 1
            && (node.sign.is_some() || node.name.slice(self.text) != "brief")
            && !first
                .span
                .join(last.span)
                .slice(self.text)
                .contains(['“', '”', '«', '\'', '\\', '>'])
        {
            let span = first.span.join(last.span);
            self.change(span, quote(span.slice(self.text)));
        }
    }

    /// Items of several bare words each, between commas.
    fn texts(&mut self, node: &Node, values: &[Token]) {
        if self.surface == Surface::Yaml || node.block.is_some() {
            return;
        }
        let listed = values.iter().any(|t| t.kind == Kind::Comma);
        let modified = values
            .iter()
            .any(|t| self.is(t, "severity") || self.is(t, "per"));
        if !listed || modified {
            return;
        }
        for item in self.items(values).unwrap_or_default() {
            let (Some(first), Some(last)) = (item.first(), item.last()) else {
                continue;
            };
            let span = first.span.join(last.span);
            let written = span.slice(self.text);
            if item.len() > 1
                && item.iter().all(|t| t.kind == Kind::Word)
                && !written.contains(['“', '”', '«', '\\', '\n', '=', '>'])
            {
                self.change(span, quote(written));
            }
        }
    }
}

/// Whether a text is a quantity of a recipe's own making, units included.
fn is_canonical(written: &str) -> bool {
    let unit = written
        .split(|c: char| c.is_whitespace() || c.is_ascii_digit())
        .next_back();
    let known = unit.is_none_or(|u| find(u, |w| w.units).is_none_or(|own| own == u));
    known
        && !written
            .split(' ')
            .any(|w| find(w, |t| t.units).is_some_and(|own| own != w))
        && scalar::is_quantity(written)
}

/// A text between straight quotes, whose escapes stay as they are.
fn quote_raw(text: &str) -> String {
    format!("\"{text}\"")
}
