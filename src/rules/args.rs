//! Reads a rule's settings, with messages that name the setting, what was found and what was wanted.
//!
//! A rule's `bind` asks for each setting by name and gets a typed value with the place it was set, or `None` after a
//! diagnostic. Texts may name inputs: `contains: "{{ keyphrase }}"`, or just `contains: keyphrase`.

use crate::diag::counts::noun_for;
use crate::diag::{Diagnostic, Sink, codes, suggest};
use crate::draft::compare::{find_phrase, fold};
use crate::draft::total::At as _;
use crate::draft::{Unit, clean};
use crate::lang::Lang;
use crate::resolve::{Input, Recipe, Setting, inputs};
use crate::rules::{Def, Merge};
use crate::span::Loc;
use crate::syntax::pattern::{self, Matcher};
use crate::syntax::scalar;
use crate::syntax::tree::{Quantity, Statement, Value, ValueKind};
use crate::tongue::Slot;

/// The arguments of one rule in one recipe.
#[derive(Debug)]
pub struct Binder<'a> {
    /// The rule.
    pub def: &'static Def,
    /// The recipe it stands in.
    pub recipe: &'a Recipe,
    /// Where it is set.
    pub setting: &'a Setting,
    /// Takes what is wrong.
    pub sink: &'a mut Sink,
}

/// A text argument, with inputs filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// The text; where an input has no value yet, its `{{ name }}` stands in it.
    pub text: String,
    /// Whether every input in it has a value.
    pub known: bool,
    /// Where it is written.
    pub loc: Loc,
}

/// A text or a `/pattern/` to look for.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// As written in the recipe: the text, or `/…/`.
    pub written: String,
    /// The literal text; `None` for a `/pattern/`.
    pub literal: Option<String>,
    /// What is searched with. A literal matches whatever its case, at word borders, with any apostrophe and space variant.
    pub regex: Matcher,
    /// Where it is written.
    pub loc: Loc,
}

impl Pattern {
    /// A text with a letter or a digit in its normal form, in which it is looked for; `None` for a `/pattern/` and for mere marks,
    /// which are looked for as they are.
    pub(super) fn folded(&self) -> Option<String> {
        let text = self.literal.as_deref()?;
        text.contains(char::is_alphanumeric).then(|| fold(text))
    }

    /// Where it occurs in a text that is printed, as byte ranges in order.
    pub(super) fn places(&self, text: &str) -> Vec<(usize, usize)> {
        match &self.literal {
            Some(literal) if literal.contains(char::is_alphanumeric) => find_phrase(text, literal),
            _ => self
                .regex
                .find_iter(text)
                .filter(|m| !m.is_empty())
                .map(|m| (m.start(), m.end()))
                .collect(),
        }
    }

    /// Whether it occurs in a text that is printed.
    pub(super) fn is_in(&self, text: &str) -> bool {
        match self.literal {
            Some(_) => !self.places(text).is_empty(),
            None => self.regex.is_match(text) || self.regex.is_match(&clean(text)),
        }
    }
}

/// A range of whole numbers, both ends inclusive, with the place it was set.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// The least value; `None` when open.
    pub min: Option<u64>,
    /// The greatest value; `None` when open.
    pub max: Option<u64>,
    /// The unit as given, or the rule's first unit when none was given.
    pub unit: &'static str,
    /// `of …`, as written.
    pub of: Option<String>,
    /// What it is asked of each of; `None` for the article as a whole.
    pub per: Option<Unit>,
    /// Where it is set.
    pub loc: Loc,
}

impl Range {
    /// Whether the value lies in the range.
    #[must_use]
    pub fn contains(&self, value: u64) -> bool {
        self.min.is_none_or(|m| value >= m) && self.max.is_none_or(|m| value <= m)
    }

    /// The range in recipe notation, without its unit: `700..1100`, `at least 700`, `at most 5`, `exactly 3`.
    #[must_use]
    pub fn limit(&self) -> String {
        match (self.min, self.max) {
            (Some(a), Some(b)) if a == b => format!("exactly {a}"),
            (Some(a), Some(b)) => format!("{a}..{b}"),
            (Some(a), None) => format!("at least {a}"),
            (None, Some(b)) => format!("at most {b}"),
            (None, None) => "any number of".to_owned(),
        }
    }

    /// The range in recipe notation with what it counts, given in the plural: `exactly 1 sentence`, `at least 700 words`.
    #[must_use]
    pub fn limit_of(&self, nouns: &str) -> String {
        let last = self.max.or(self.min).unwrap_or(2);
        format!("{} {}", self.limit(), noun_for(last, nouns))
    }

    /// The range with its unit, as a value of a sentence.
    #[must_use]
    pub fn slot(&self) -> Slot {
        Slot::Range {
            min: self.min,
            max: self.max,
            unit: self.unit,
        }
    }
}

/// A range of real numbers, both ends inclusive: densities and percentages.
#[derive(Debug, Clone, PartialEq)]
pub struct RealRange {
    /// The least value.
    pub min: Option<f64>,
    /// The greatest value.
    pub max: Option<f64>,
    /// `of …`, as written.
    pub of: Option<String>,
    /// Where what follows `of` stands; the whole value when nothing does.
    pub of_loc: Loc,
    /// Where it is set.
    pub loc: Loc,
}

impl RealRange {
    /// The range as a value of a sentence.
    #[must_use]
    pub fn slot(&self) -> Slot {
        Slot::Reals {
            min: self.min,
            max: self.max,
        }
    }
}

impl<'a> Binder<'a> {
    /// Where the rule is set: what a finding points back at.
    #[must_use]
    pub fn loc(&self) -> Loc {
        self.setting.loc
    }

    /// The language of the article.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.recipe.lang
    }

    /// The statement of a setting, when it is given.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&'a Statement> {
        self.setting.statement.get(name)
    }

    /// The statements of an open block, in order: the entries that the author named.
    #[must_use]
    pub fn entries(&self) -> &'a [Statement] {
        self.setting.statement.entries()
    }

    /// Reports that a setting is missing, with a line to paste.
    pub fn missing(&mut self, name: &str, paste: &str) {
        if self.setting.again || self.recipe.gaps.packs && self.def.merge != Merge::Replace {
            return; // a pack that is not there may have set it
        }
        let block = self.setting.statement.block.is_some() && !self.entries().is_empty();
        let documented = self.def.settings.iter().any(|s| s.name == name);
        let shown = if name == self.def.bare && !(block && documented) {
            "a value".to_owned()
        } else {
            format!("the setting `{name}`")
        };
        self.sink.push(
            Diagnostic::error(codes::E0303, format!("`{}` needs {shown}", self.def.id))
                .at(self.setting.loc, "nothing is given here")
                .help(paste.to_owned()),
        );
    }

    /// Reports that a setting holds the wrong kind of value.
    pub fn wrong(&mut self, name: &str, loc: Loc, found: &str, wanted: &str) {
        let d = self.mistyped(name, loc, found, wanted);
        self.sink.push(d);
    }

    fn mistyped(&self, name: &str, loc: Loc, found: &str, wanted: &str) -> Diagnostic {
        let shown = self.shown(name);
        Diagnostic::error(
            codes::E0301,
            format!("`{shown}` takes {wanted}, found {found}"),
        )
        .at(loc, format!("expected {wanted}"))
    }

    /// A setting's name for a message; the bare one goes by the rule's.
    fn shown<'n>(&self, name: &'n str) -> &'n str
    where
        'a: 'n,
    {
        if name == self.def.bare {
            self.def.id
        } else {
            name
        }
    }

    /// The items of a setting that takes a list. An empty one is a diagnostic: a rule that looks for nothing would hold
    /// without having looked.
    fn items(&mut self, name: &str) -> Vec<&'a Value> {
        let Some(statement) = self.get(name) else {
            return Vec::new();
        };
        let items: Vec<&'a Value> = statement
            .values
            .iter()
            .flat_map(Value::items)
            .filter(|v| v.kind != ValueKind::Null)
            .collect();
        if items.is_empty() {
            let shown = self.shown(name).to_owned();
            self.sink.push(
                Diagnostic::error(codes::E0303, format!("`{shown}` needs at least one item"))
                    .at(statement.loc, "nothing is given here")
                    .help("to switch a rule off, write `off`"),
            );
        }
        items
    }

    /// The single value of a statement.
    fn one(&mut self, statement: &'a Statement, wanted: &str) -> Option<&'a Value> {
        match statement.values.as_slice() {
            [v] if statement.block.is_none() => Some(v),
            [] if statement.block.is_none() => {
                let name = self.shown(&statement.name.text).to_owned();
                let mut d = Diagnostic::error(codes::E0303, format!("`{name}` needs {wanted}"))
                    .at(statement.loc, "nothing is given here");
                if name == self.def.id {
                    d = d.help(format!("`galley explain {name}` shows how it is written"));
                }
                self.sink.push(d);
                None
            }
            _ => {
                self.wrong(&statement.name.text, statement.loc, "settings", wanted);
                None
            }
        }
    }

    /// `true`, `false`, or nothing but the name, which means true.
    pub fn flag(&mut self, name: &str) -> Option<(bool, Loc)> {
        let statement = self.get(name)?;
        if statement.values.is_empty() && statement.block.is_none() {
            return Some((true, statement.loc));
        }
        let value = self.one(statement, "`true` or `false`")?;
        match value.kind {
            ValueKind::Bool(b) => Some((b, value.loc)),
            ValueKind::Null => Some((true, value.loc)),
            _ => {
                let meant = match value.raw.trim().to_lowercase().as_str() {
                    "yes" | "oui" | "on" | "vrai" | "y" | "1" => Some("true"),
                    "no" | "non" | "off" | "faux" | "n" | "0" => Some("false"),
                    word => suggest::nearest(word, ["true", "false"]),
                };
                let found = value.describe();
                let mut d = self.mistyped(name, value.loc, &found, "`true` or `false`");
                if let Some(meant) = meant {
                    d = d.fix(value.loc, meant);
                }
                self.sink.push(d);
                None
            }
        }
    }

    /// A range of whole numbers in one of `units` (the first is meant when none is written). Singular and plural are the
    /// same; an unknown unit, an empty range or a negative number is a diagnostic.
    pub fn range(&mut self, name: &str, units: &'static [&'static str]) -> Option<Range> {
        let statement = self.get(name)?;
        self.range_of(statement, units)
    }

    /// The same for a statement of a nested block.
    pub fn range_of(
        &mut self,
        statement: &'a Statement,
        units: &'static [&'static str],
    ) -> Option<Range> {
        let wanted = format!("a number or a range of {}", units.at(0));
        let value = self.one(statement, &wanted)?;
        self.range_in(value, units, &[])
    }

    /// A range that may be asked for of each of some units: `1..2 times per section`.
    pub fn range_each(
        &mut self,
        name: &str,
        units: &'static [&'static str],
        each: &[Unit],
    ) -> Option<Range> {
        let statement = self.get(name)?;
        let wanted = format!("a number or a range of {}", units.at(0));
        let value = self.one(statement, &wanted)?;
        self.range_in(value, units, each)
    }

    /// One range or several: `[700..1100 words, at most 35 words per sentence]`.
    pub fn ranges_each(
        &mut self,
        name: &str,
        units: &'static [&'static str],
        each: &[Unit],
    ) -> Option<Vec<Range>> {
        let statement = self.get(name)?;
        let wanted = format!("a number or a range of {}", units.at(0));
        if statement.block.is_some() || statement.values.is_empty() {
            self.one(statement, &wanted)?;
        }
        let values: Vec<&Value> = statement.values.iter().flat_map(Value::items).collect();
        if values.is_empty() {
            self.wrong(name, statement.value_loc(), "an empty list", &wanted);
        }
        let ranges: Vec<Option<Range>> = values
            .into_iter()
            .map(|v| self.range_in(v, units, each))
            .collect();
        ranges.into_iter().collect()
    }

    fn range_in(
        &mut self,
        value: &'a Value,
        units: &'static [&'static str],
        each: &[Unit],
    ) -> Option<Range> {
        let quantity = self.quantity(value)?;
        let unit = self.unit(&quantity, value, units)?;
        let per = self.per(&quantity, unit, each)?;
        let (min, max) = quantity.whole();
        if let (Some(a), Some(b)) = (min, max)
            && a > b
        {
            self.sink.push(
                Diagnostic::error(
                    codes::E0305,
                    format!("no whole number lies in `{}`", value.raw),
                )
                .at(value.loc, "an empty range"),
            );
            return None;
        }
        Some(Range {
            min,
            max,
            unit,
            of: quantity.of.map(|n| n.text),
            per,
            loc: value.loc,
        })
    }

    /// What a quantity is asked of each of. `Some(None)` when it says nothing of that; `None` when it cannot be.
    #[allow(clippy::option_option)]
    fn per(&mut self, quantity: &Quantity, unit: &str, each: &[Unit]) -> Option<Option<Unit>> {
        let Some(name) = &quantity.per else {
            return Some(None);
        };
        let written = name.text.as_str();
        if let Some(found) = Unit::named(written).filter(|u| each.contains(u)) {
            if found == Unit::Sentence && unit == "sentences" {
                self.sink.push(
                    Diagnostic::error(codes::E0307, "sentences are not counted per sentence")
                        .at(name.loc, "expected `paragraph` or `section`"),
                );
                return None;
            }
            return Some(Some(found));
        }
        let mut d = Diagnostic::error(
            codes::E0307,
            format!("`{}` is not asked for per `{written}`", self.def.id),
        );
        if each.is_empty() {
            d = d
                .at(name.loc, "counted for the whole only")
                .help("`length`, the `count` of `keyphrase` and `times` in `forbid` can be asked for per sentence, paragraph or section")
                .help("anything else is a check: `galley explain check`");
        } else {
            let words = suggest::either(each.iter().map(|u| u.word()));
            d = d.at(name.loc, format!("expected {words}"));
            let alias = match written {
                "phrase" | "phrases" | "sentences" => Some("sentence"),
                "paragraphe" | "paragraphes" | "paragraphs" => Some("paragraph"),
                "sections" | "partie" | "part" => Some("section"),
                _ => suggest::nearest(written, each.iter().map(|u| u.word())),
            };
            if let Some(near) = alias {
                d = d
                    .help(format!("did you mean `per {near}`?"))
                    .fix(name.loc, near);
            }
        }
        self.sink.push(d);
        None
    }

    /// A range of real numbers in one of `units`.
    pub fn real(&mut self, name: &str, units: &'static [&'static str]) -> Option<RealRange> {
        let statement = self.get(name)?;
        let wanted = format!("a number or a range of {}", units.at(0));
        let value = self.one(statement, &wanted)?;
        let quantity = self.quantity(value)?;
        let unit = self.unit(&quantity, value, units)?;
        self.per(&quantity, unit, &[])?;
        Some(RealRange {
            min: quantity.min.map(|b| b.value),
            max: quantity.max.map(|b| b.value),
            of_loc: quantity.of.as_ref().map_or(value.loc, |n| n.loc),
            of: quantity.of.map(|n| n.text),
            loc: value.loc,
        })
    }

    fn quantity(&mut self, value: &'a Value) -> Option<Quantity> {
        scalar::quantity(value, self.sink)
    }

    fn unit(
        &mut self,
        quantity: &Quantity,
        value: &Value,
        units: &'static [&'static str],
    ) -> Option<&'static str> {
        let Some(unit) = &quantity.unit else {
            return Some(units.at(0));
        };
        let written = unit.text.as_str();
        let plural = format!("{written}s");
        if let Some(u) = units.iter().find(|u| **u == written || **u == plural) {
            return Some(u);
        }
        let alias = match written {
            "characters" | "character" | "letters" | "caractères" | "signes" => Some("chars"),
            "mots" | "mot" => Some("words"),
            "phrases" | "phrase" => Some("sentences"),
            "percent" | "pct" => Some("%"),
            "paragraphes" | "paragraphe" => Some("paragraphs"),
            _ => suggest::nearest(written, units.iter().copied()),
        };
        let known = suggest::either(units.iter().copied());
        let mut d = Diagnostic::error(
            codes::E0302,
            format!("`{}` is not measured in `{written}`", self.def.id),
        )
        .at(unit.loc, format!("expected {known}"));
        if let Some(near) = alias.filter(|a| units.contains(a)) {
            d = d
                .help(format!(
                    "did you mean `{}`?",
                    value.raw.replace(written, near)
                ))
                .fix(unit.loc, near);
        }
        self.sink.push(d);
        None
    }

    /// One text, with inputs filled in. A list is a diagnostic.
    pub fn text(&mut self, name: &str) -> Option<Term> {
        let statement = self.get(name)?;
        self.text_of(statement)
    }

    /// The same for a statement of a nested block.
    pub fn text_of(&mut self, statement: &'a Statement) -> Option<Term> {
        let value = self.one(statement, "a text")?;
        self.term(value)
    }

    /// One text or several.
    pub fn texts(&mut self, name: &str) -> Vec<Term> {
        self.items(name)
            .into_iter()
            .filter_map(|v| self.term(v))
            .collect()
    }

    /// The text of a value, with inputs filled in.
    pub fn term(&mut self, value: &'a Value) -> Option<Term> {
        match &value.kind {
            ValueKind::Name(n) => {
                if let Some(input) = self.input(n) {
                    let known = input.value.is_some();
                    let text = input
                        .value
                        .clone()
                        .unwrap_or_else(|| format!("{{{{ {n} }}}}"));
                    return Some(Term {
                        text,
                        known,
                        loc: value.loc,
                    });
                }
                self.fill(value)
            }
            ValueKind::Text | ValueKind::Quantity(_) | ValueKind::Bool(_) => self.fill(value),
            ValueKind::Regex(_) | ValueKind::List(_) | ValueKind::Null => {
                let found = value.describe();
                self.sink.push(
                    Diagnostic::error(codes::E0301, format!("expected a text, found {found}"))
                        .at(value.loc, "not a text"),
                );
                None
            }
        }
    }

    fn input(&self, name: &str) -> Option<&'a Input> {
        self.recipe.inputs.iter().find(|i| i.name == name)
    }

    /// Replaces each `{{ name }}` by the input's value.
    fn fill(&mut self, value: &'a Value) -> Option<Term> {
        let filled = inputs::filled(value, &self.recipe.inputs, &self.recipe.gaps, self.sink)?;
        if filled.text.trim().is_empty() {
            self.sink.push(
                Diagnostic::error(codes::E0303, "the text is empty").at(value.loc, "nothing here"),
            );
            return None;
        }
        Some(Term {
            text: filled.text,
            known: filled.known,
            loc: value.loc,
        })
    }

    /// Texts and `/patterns/` to look for.
    pub fn patterns(&mut self, name: &str) -> Vec<Pattern> {
        self.items(name)
            .into_iter()
            .filter_map(|v| self.pattern(v))
            .collect()
    }

    fn pattern(&mut self, value: &'a Value) -> Option<Pattern> {
        if let Some(written) = scalar::written_pattern(value) {
            let regex = pattern::compile_written(value, &written, self.sink)?;
            return Some(Pattern {
                written: format!("/{}/", regex.as_str()),
                literal: None,
                regex,
                loc: value.loc,
            });
        }
        let term = self.term(value)?;
        let regex = literal(&term.text).ok()?;
        Some(Pattern {
            written: term.text.clone(),
            literal: Some(term.text),
            regex,
            loc: term.loc,
        })
    }

    /// Names out of a fixed list: `[numbers, quotes]`. Unknown ones are diagnostics with a did-you-mean.
    pub fn choices(&mut self, name: &str, allowed: &[&'static str]) -> Vec<(&'static str, Loc)> {
        let mut out: Vec<(&'static str, Loc)> = Vec::new();
        for value in self.items(name) {
            let word = value.raw.trim();
            if let Some(known) = allowed.iter().find(|a| **a == word) {
                if !out.iter().any(|(k, _)| k == known) {
                    out.push((known, value.loc));
                }
                continue;
            }
            let all = suggest::either(allowed.iter().copied());
            let mut d = Diagnostic::error(
                codes::E0304,
                format!("`{}` does not know {}", self.def.id, value.describe()),
            )
            .at(value.loc, format!("expected {all}"));
            if let Some(near) = suggest::nearest(word, allowed.iter().copied()) {
                d = d
                    .help(format!("did you mean `{near}`?"))
                    .fix(value.loc, near);
            }
            self.sink.push(d);
        }
        out
    }
}

/// What finds a literal text whatever its case, its apostrophes and its white space, at word borders.
pub(super) fn literal(text: &str) -> Result<Matcher, String> {
    Matcher::of_words(&literal_pattern(text), text).map_err(|e| e.to_string())
}

/// A pattern that finds a literal whatever its case, its apostrophes (`'`, `’`) and its white space, at word borders.
fn literal_pattern(text: &str) -> String {
    let mut p = String::from("(?i)");
    let word = |c: char| c.is_alphanumeric() || c == '_';
    if text.chars().next().is_some_and(word) {
        p.push_str(r"\b");
    }
    let mut in_space = false;
    for c in text.trim().chars() {
        if c.is_whitespace() {
            if !in_space {
                p.push_str(r"\s+");
            }
            in_space = true;
            continue;
        }
        in_space = false;
        match c {
            '\'' | '’' => p.push_str("['’]"),
            c => p.push_str(&regex::escape(&c.to_string())),
        }
    }
    if text.trim_end().chars().last().is_some_and(word) {
        p.push_str(r"\b");
    }
    p
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_match_variants_at_word_borders() {
        let r = literal("trafic d'armes").expect("compiles");
        assert!(r.is_match("le Trafic\u{a0}d’armes."));
        assert!(!r.is_match("trafic d'armesse"));
        let r = literal("PUBLICITÉ").expect("compiles");
        assert!(r.is_match("publicité") && !r.is_match("publicités"));
    }
}
