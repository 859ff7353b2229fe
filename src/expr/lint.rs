//! Reads an expression or a template without evaluating it, and says what is wrong with it: names that do not exist, values
//! of the wrong kind, statements that no template may use. Every fault has its place, in bytes of the text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use minijinja::machinery::ast::{
    CallArg, Expr, Filter, GetAttr, GetItem, Spanned, Stmt, Test, UnaryOpKind,
};
use minijinja::machinery::{self, Token};
use minijinja::value::ValueKind;

use super::apply;
use super::engine::Fault;
use super::filters;
use super::frames;
use super::listing;
use super::schema::{Shape, Type};
use crate::diag::suggest;
use crate::diag::{Code, codes};
use crate::draft::Unit;

/// The longest expression, in bytes.
pub const LONGEST_EXPRESSION: usize = 4_000;

/// The longest template, in bytes.
pub const LONGEST_TEMPLATE: usize = 64 << 10;

/// The most words and signs between one pair of braces: deeper than any author writes, shallow enough for any stack.
const TOKENS: usize = 400;

/// The most `elif` in one template: the engine nests them.
const BRANCHES: usize = 50;

/// The most tags in one template.
const TAGS: usize = 1_000;

/// The statements of prompts, for help.
pub(super) const STATEMENTS: &str =
    "a prompt may use `{{ … }}`, `{% if %}`, `{% for %}`, `{% set x = … %}` and `{# … #}`";

/// Something wrong with an expression or a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its code.
    pub code: Code,
    /// What was found and what was wanted.
    pub message: String,
    /// What is to be seen at the place.
    pub label: String,
    /// Lines that can be acted on.
    pub help: Vec<String>,
    /// What to put at the place instead, when that is safe.
    pub fix: Option<String>,
    /// Which bytes of the text.
    pub range: Range<usize>,
}

/// What was read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// What is wrong, in the order of the text.
    pub notes: Vec<Note>,
    /// The variables and fields that are named, each as a path: `source.title` is `["source", "title"]`.
    pub paths: BTreeSet<Vec<String>>,
    /// What the expression comes to; a text for a template.
    pub ty: Type,
}

impl Reading {
    /// The variables that are named.
    #[must_use]
    pub fn roots(&self) -> BTreeSet<&str> {
        self.paths
            .iter()
            .filter_map(|p| p.first().map(String::as_str))
            .collect()
    }

    /// The fields of one variable that are named: of `meta` in `meta.slug`, `slug`.
    #[must_use]
    pub fn fields(&self, root: &str) -> BTreeSet<String> {
        self.paths
            .iter()
            .filter(|p| p.first().is_some_and(|r| r == root))
            .filter_map(|p| p.get(1).cloned())
            .collect()
    }
}

/// Reads an expression that has to come to true or false.
#[must_use]
pub fn expression(text: &str, scope: &Shape) -> Reading {
    let mut lint = Lint::new(text, scope, true);
    let ty = lint.whole_expression();
    lint.reading(ty)
}

/// Reads a template. `block` says that it takes the place of a block, so that `{{ super() }}` stands for what the block held.
#[must_use]
pub fn template(text: &str, scope: &Shape, block: bool) -> Reading {
    let mut lint = Lint::new(text, scope, false);
    lint.block = block;
    lint.whole_template();
    lint.reading(Type::Text)
}

/// The checker at work.
pub(super) struct Lint<'a> {
    pub(super) text: &'a str,
    scope: &'a Shape,
    /// Variables of loops and `set`, the innermost last.
    pub(super) locals: Vec<BTreeMap<String, Type>>,
    pub(super) notes: Vec<Note>,
    paths: BTreeSet<Vec<String>>,
    /// Whether a condition must be true or false, instead of merely something.
    pub(super) strict: bool,
    block: bool,
    /// `if` and `for` that no tag has closed, with their places.
    open: Vec<(&'a str, Range<usize>)>,
}

impl<'a> Lint<'a> {
    fn new(text: &'a str, scope: &'a Shape, strict: bool) -> Self {
        Self {
            text,
            scope,
            locals: Vec::new(),
            notes: Vec::new(),
            paths: BTreeSet::new(),
            strict,
            block: false,
            open: Vec::new(),
        }
    }

    fn reading(mut self, ty: Type) -> Reading {
        self.notes.sort_by_key(|n| (n.range.start, n.range.end));
        self.notes.dedup();
        Reading {
            notes: self.notes,
            paths: self.paths,
            ty,
        }
    }

    #[expect(
        clippy::indexing_slicing,
        reason = "the last note is the one just pushed"
    )]
    pub(super) fn note(
        &mut self,
        code: Code,
        range: Range<usize>,
        message: impl Into<String>,
        label: impl Into<String>,
    ) -> &mut Note {
        self.notes.push(Note {
            code,
            message: message.into(),
            label: label.into(),
            help: Vec::new(),
            fix: None,
            range,
        });
        let last = self.notes.len() - 1;
        &mut self.notes[last]
    }

    // ---- entry points

    fn whole_expression(&mut self) -> Type {
        if self.text.len() > LONGEST_EXPRESSION {
            let range = 0..self.text.len();
            let len = self.text.len();
            self.note(
                codes::E0502,
                range,
                format!("the expression has {len} bytes, at most {LONGEST_EXPRESSION} wanted"),
                "too long",
            );
            return Type::Any;
        }
        if self.text.trim().is_empty() {
            self.note(
                codes::E0502,
                0..self.text.len(),
                "the expression is empty",
                "nothing here",
            );
            return Type::Any;
        }
        if let Some(open) = self.text.find("{{").or_else(|| self.text.find("{%")) {
            let whole = trimmed(self.text);
            let inner = self
                .text
                .trim()
                .strip_prefix("{{")
                .and_then(|t| t.strip_suffix("}}"))
                .filter(|t| !t.contains(['{', '}']))
                .map(|t| t.trim().to_owned());
            let range = match inner {
                Some(_) => whole,
                None => open..open + 2,
            };
            let n = self.note(
                codes::E0502,
                range,
                "an expression stands without braces: they belong to templates",
                "braces",
            );
            if inner.is_none() {
                n.help.push(
                    "write `words | count >= 700`, not `{{ words | count >= 700 }}`".to_owned(),
                );
            }
            n.fix = inner;
            return Type::Any;
        }
        if !self.tokens(true) {
            return Type::Any;
        }
        let text = self.text;
        match machinery::parse_expr(text) {
            Ok(expr) => {
                let ty = self.expr(&expr);
                if self.notes.is_empty() && !matches!(ty, Type::Bool | Type::Any) {
                    let found = ty.describe();
                    let n = self.note(
                        codes::E0506,
                        trimmed(text),
                        format!("the expression gives {found}, true or false wanted"),
                        found,
                    );
                    match ty {
                        Type::List(_) => {
                            n.help.push(format!("write `{} | count > 0`", text.trim()))
                        }
                        Type::Number => n.help.push(format!("write `{} > 0`", text.trim())),
                        _ => {}
                    }
                }
                ty
            }
            Err(e) => {
                self.syntax(&Fault::of(&e));
                Type::Any
            }
        }
    }

    fn whole_template(&mut self) {
        if self.text.len() > LONGEST_TEMPLATE {
            let len = self.text.len();
            self.note(
                codes::E0502,
                0..len,
                format!("the template has {len} bytes, at most {LONGEST_TEMPLATE} wanted"),
                "too long",
            );
            return;
        }
        if !self.tokens(false) {
            return;
        }
        let text = self.text;
        match machinery::parse(text, "template", minijinja::syntax::SyntaxConfig::default()) {
            Ok(Stmt::Template(t)) => {
                self.locals.push(BTreeMap::new());
                self.statements(&t.children);
                self.locals.pop();
            }
            Ok(_) => {}
            Err(e) => self.syntax(&Fault::of(&e)),
        }
    }

    /// Counts words and signs before anything is parsed, so that no text can make the parser climb too deep.
    fn tokens(&mut self, expression: bool) -> bool {
        let text = self.text;
        let mut tags = 0;
        let mut branches = 0;
        let mut in_tag = false;
        let mut inside = 0;
        for token in
            machinery::tokenize(text, expression, minijinja::syntax::SyntaxConfig::default())
        {
            let Ok((token, span)) = token else {
                return true; // the parser says it better
            };
            match token {
                Token::VariableStart | Token::BlockStart => {
                    tags += 1;
                    inside = 0;
                    in_tag = matches!(token, Token::BlockStart);
                }
                Token::Ident(word @ ("if" | "for")) if inside == 0 && in_tag => {
                    let at = clip(text, span.start_offset as usize, span.end_offset as usize);
                    self.open.push((word, at));
                    inside += 1;
                }
                Token::Ident("endif" | "endfor") if inside == 0 && in_tag => {
                    self.open.pop();
                    inside += 1;
                }
                Token::Ident("elif") if inside == 0 => {
                    branches += 1;
                    inside += 1;
                }
                _ => inside += 1,
            }
            if inside > TOKENS || tags > TAGS || branches > BRANCHES {
                let range = clip(text, span.start_offset as usize, span.end_offset as usize);
                let what = if tags > TAGS {
                    format!("the template has more than {TAGS} tags")
                } else if branches > BRANCHES {
                    format!("the template has more than {BRANCHES} `elif`")
                } else {
                    format!("more than {TOKENS} words and signs stand in one expression")
                };
                let n = self.note(codes::E0502, range, what, "here at the latest");
                n.help.push(
                    if inside > TOKENS {
                        "several short expressions, each of one thing, say where it fails"
                    } else {
                        "several steps, each with a prompt of its own, can share the work"
                    }
                    .to_owned(),
                );
                return false;
            }
        }
        true
    }

    fn syntax(&mut self, fault: &Fault) {
        let text = self.text;
        let range = fault.range.clone().unwrap_or(0..text.len());
        let range = clip(text, range.start, range.end);
        if fault.reason.ends_with("expected end of block")
            && let Some((word, at)) = self.open.pop()
        {
            self.note(
                codes::E0502,
                at,
                format!("`{{% {word} %}}` is never closed"),
                "opened here",
            )
            .help
            .push(format!("close it with `{{% end{word} %}}`"));
            return;
        }
        let rest = text.get(range.start..).unwrap_or("");
        if let Some((at, wanted, help)) = foreign_sign(text, range.start) {
            let sign = text.get(at.clone()).unwrap_or("");
            let before = text.get(..at.start).and_then(|t| t.chars().next_back());
            let after = text.get(at.end..).and_then(|t| t.chars().next());
            let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
            let before = if blank(before) || wanted == "==" {
                ""
            } else {
                " "
            };
            let after = if blank(after) || wanted == "==" {
                ""
            } else {
                " "
            };
            let fix = format!("{before}{wanted}{after}");
            let message = format!("`{sign}` means nothing in an expression: `{wanted}` does");
            let n = self.note(codes::E0502, at, message, format!("write `{wanted}`"));
            n.help.push(help.to_owned());
            n.fix = Some(fix);
            return;
        }
        // What is missing at the end is missing behind the last sign.
        let (range, label) = if fault.reason.starts_with("unexpected end of input") {
            let end = text.trim_end().len();
            (end..end, "expected here")
        } else {
            (range, "here")
        };
        let n = self.note(codes::E0502, range, reason(&fault.reason, rest), label);
        if rest.starts_with(['“', '”', '«', '’', '‘']) {
            n.help
                .push("texts stand between straight quotes: \"…\" or '…'".to_owned());
        } else if fault.reason.starts_with("unknown statement") {
            n.help.push(STATEMENTS.to_owned());
        }
    }

    // ---- expressions

    pub(super) fn range(&self, e: &Expr<'_>) -> Range<usize> {
        let s = e.span();
        let mut start = s.start_offset as usize;
        // The engine places a chain at its last link; an author sees it from its head.
        let mut inner = e;
        loop {
            inner = match inner {
                Expr::GetAttr(g) => &g.expr,
                Expr::GetItem(g) => &g.expr,
                Expr::Filter(f) => match &f.expr {
                    Some(e) => e,
                    None => break,
                },
                Expr::Test(t) => &t.expr,
                Expr::Call(c) => &c.expr,
                Expr::BinOp(b) => &b.left,
                Expr::Compare(c) => &c.expr,
                _ => break,
            };
            start = start.min(inner.span().start_offset as usize);
        }
        clip(self.text, start, s.end_offset as usize)
    }

    fn path(e: &Expr<'_>) -> Option<Vec<String>> {
        match e {
            Expr::Var(v) => Some(vec![v.id.to_owned()]),
            Expr::GetAttr(g) => {
                let mut p = Self::path(&g.expr)?;
                p.push(g.name.to_owned());
                Some(p)
            }
            Expr::GetItem(g) => {
                let mut p = Self::path(&g.expr)?;
                p.push(constant_text(&g.subscript_expr)?);
                Some(p)
            }
            _ => None,
        }
    }

    fn local(&self, name: &str) -> Option<&Type> {
        self.locals.iter().rev().find_map(|s| s.get(name))
    }

    pub(super) fn expr(&mut self, e: &Expr<'_>) -> Type {
        if let Some(path) = Self::path(e)
            && path.first().is_some_and(|name| self.local(name).is_none())
        {
            self.paths.insert(path);
        }
        match e {
            Expr::Var(v) => self.variable(v.id, at(v)),
            Expr::Const(c) => match c.value.kind() {
                ValueKind::Bool => Type::Bool,
                ValueKind::Number => Type::Number,
                ValueKind::String => {
                    self.backspace(at(c));
                    Type::Text
                }
                _ => Type::Any,
            },
            Expr::Slice(s) => {
                for part in [&s.start, &s.stop, &s.step].into_iter().flatten() {
                    self.expr(part);
                }
                self.expr(&s.expr)
            }
            Expr::UnaryOp(u) => {
                let ty = self.expr(&u.expr);
                match u.op {
                    UnaryOpKind::Not => {
                        self.truth(&u.expr, &ty);
                        Type::Bool
                    }
                    UnaryOpKind::Neg => {
                        self.number(&u.expr, &ty, "-");
                        Type::Number
                    }
                }
            }
            Expr::BinOp(b) => self.binary(b),
            Expr::Compare(c) => self.compare(c),
            Expr::IfExpr(i) => {
                let cond = self.expr(&i.test_expr);
                self.truth(&i.test_expr, &cond);
                let yes = self.expr(&i.true_expr);
                match &i.false_expr {
                    Some(no) => yes.join(self.expr(no)),
                    None => yes,
                }
            }
            Expr::Filter(f) => self.filter(f),
            Expr::Test(t) => self.test(t),
            Expr::GetAttr(g) => self.attribute(g),
            Expr::GetItem(g) => self.item(g),
            Expr::Call(c) => {
                let range = self.range(e);
                self.call(&c.expr, &c.args, range)
            }
            Expr::List(l) => self.items(&l.items),
            Expr::Tuple(t) => self.items(&t.items),
            Expr::Map(m) => {
                for part in m.keys.iter().chain(&m.values) {
                    self.expr(part);
                }
                Type::Any
            }
        }
    }

    fn items(&mut self, items: &[Expr<'_>]) -> Type {
        let mut all = None;
        for item in items {
            let ty = self.expr(item);
            all = Some(match all {
                None => ty,
                Some(t) => ty.join(t),
            });
        }
        all.unwrap_or(Type::Any).list()
    }

    fn variable(&mut self, name: &str, range: Range<usize>) -> Type {
        if let Some(ty) = self.local(name) {
            return ty.clone();
        }
        if let Some(field) = self.scope.field(name) {
            return field.ty.clone();
        }
        if let Some(ty) = &self.scope.other {
            return ty.clone();
        }
        let scope = self.scope;
        let near = frames::answer(scope, name)
            .or_else(|| suggest::nearest(name, scope.names()).map(str::to_owned));
        let n = self.note(
            codes::E0503,
            range,
            format!("there is no variable `{name}` here"),
            "unknown variable",
        );
        if scope.name == "article" && Unit::named(name).is_some() {
            n.help
                .push(format!("to ask it of each, add `per: {name}` to the check"));
        } else if let Some(near) = near {
            n.help.push(format!("did you mean `{near}`?"));
            n.fix = Some(near);
        } else if let Some(line) = frames::elsewhere(scope, name) {
            n.help.push(line);
        }
        let near = n.fix.is_some();
        n.help.extend(listing::of("variables", scope.names(), near));
        Type::Any
    }

    fn attribute(&mut self, g: &Spanned<GetAttr<'_>>) -> Type {
        let base = self.expr(&g.expr);
        let end = g.span().end_offset as usize;
        let range = clip(self.text, end.saturating_sub(g.name.len()), end);
        self.field(&base, g.name, range, false)
    }

    fn item(&mut self, g: &Spanned<GetItem<'_>>) -> Type {
        let base = self.expr(&g.expr);
        if let Some(name) = constant_text(&g.subscript_expr) {
            let range = self.range(&g.subscript_expr);
            return self.field(&base, &name, range, true);
        }
        self.expr(&g.subscript_expr);
        match base {
            Type::List(item) => *item,
            Type::Text => Type::Text,
            Type::Object(shape) => shape.other.clone().unwrap_or(Type::Any),
            _ => Type::Any,
        }
    }

    /// The type of a field. `quoted` says that the name is written as a text: `steps["section:faits"]`.
    pub(super) fn field(
        &mut self,
        base: &Type,
        name: &str,
        range: Range<usize>,
        quoted: bool,
    ) -> Type {
        let shape = match base {
            Type::Any => return Type::Any,
            Type::Object(shape) => shape,
            other => {
                let found = other.describe();
                let n = self.note(
                    codes::E0505,
                    range,
                    format!("{found} has no field `{name}`"),
                    "unknown field",
                );
                if let Type::List(item) = other
                    && let Type::Object(shape) = &**item
                    && shape.field(name).is_some()
                {
                    n.help.push(format!(
                        "of all of them: `| map(attribute='{name}')`; of one: `[0].{name}`"
                    ));
                } else if filters::filter(name).is_some() {
                    n.help.push(format!("write `| {name}`"));
                }
                return Type::Any;
            }
        };
        if let Some(f) = shape.field(name) {
            return f.ty.clone();
        }
        if let Some(ty) = &shape.other {
            return ty.clone();
        }
        let near = suggest::nearest(name, shape.names()).map(str::to_owned);
        let names: Vec<&str> = shape.names().collect();
        let noun = shape.noun;
        let message = if noun == "field" {
            format!("a {} has no field `{name}`", shape.name)
        } else {
            format!("there is no {noun} `{name}` whose answer is at hand")
        };
        let n = self.note(codes::E0505, range, message, format!("unknown {noun}"));
        if let Some(near) = near {
            n.help.push(format!("did you mean `{near}`?"));
            n.fix = Some(if quoted { format!("{near:?}") } else { near });
        } else if names.contains(&"heading") && suggest::nearest(name, ["title"]).is_some() {
            n.help
                .push("the title of a section is its `heading`".to_owned());
        }
        let near = n.fix.is_some();
        if names.is_empty() {
            n.help.push(format!("there are no {noun}s here"));
        } else {
            n.help.extend(listing::of(&format!("{noun}s"), names, near));
        }
        Type::Any
    }

    fn call(&mut self, callee: &Expr<'_>, args: &[CallArg<'_>], range: Range<usize>) -> Type {
        for a in args {
            let (CallArg::Pos(e)
            | CallArg::Kwarg(_, e)
            | CallArg::PosSplat(e)
            | CallArg::KwargSplat(e)) = a;
            self.expr(e);
        }
        let name = match callee {
            Expr::Var(v) => v.id,
            Expr::GetAttr(g) => {
                self.expr(&g.expr);
                g.name
            }
            _ => "",
        };
        // `title.lower()` is `title | lower`, which binds as tightly.
        let called = match callee {
            Expr::GetAttr(g)
                if args.is_empty()
                    && matches!(g.expr, Expr::Var(_) | Expr::GetAttr(_))
                    && filters::filter(name).is_some() =>
            {
                let receiver = self.text.get(self.range(&g.expr));
                receiver.map(|r| format!("{r} | {name}"))
            }
            _ => None,
        };
        if name == "super" && self.block && args.is_empty() {
            return Type::Text;
        }
        let n = if let Expr::GetAttr(_) = callee {
            self.note(
                codes::E0504,
                range,
                format!("values have no methods, found `{name}()`"),
                "not a method",
            )
        } else {
            self.note(
                codes::E0504,
                range,
                format!("there are no functions here, found `{name}()`"),
                "not a function",
            )
        };
        if name == "super" {
            n.help
                .push("`super()` stands for what a block held, in `frames` only".to_owned());
        } else if matches!(name, "len" | "size" | "count") {
            n.help
                .push("how many items a list has: `words | count`".to_owned());
        } else if let Some(near) = suggest::nearest(name, filters::FILTERS.iter().map(|f| f.name)) {
            n.help.push(format!("write `| {near}`"));
        }
        n.fix = called;
        Type::Any
    }

    fn filter(&mut self, f: &Spanned<Filter<'_>>) -> Type {
        let input = f.expr.as_ref().map_or(Type::Any, |e| self.expr(e));
        let start = f.span().start_offset as usize;
        let range = clip(self.text, start, start + f.name.len());
        apply::filter(self, f.name, range, &input, &f.args)
    }

    fn test(&mut self, t: &Spanned<Test<'_>>) -> Type {
        let input = self.expr(&t.expr);
        let start = t.span().start_offset as usize;
        let range = clip(self.text, start, start + t.name.len());
        apply::test(self, t.name, range, &input, &t.args);
        Type::Bool
    }
}

/// A sign of other languages at or just before the byte where the engine stopped: its place, the word for it, and a line of
/// help.
fn foreign_sign(text: &str, stop: usize) -> Option<(Range<usize>, &'static str, &'static str)> {
    let rest = text.get(stop..)?;
    let before = text.get(..stop)?;
    if rest.starts_with("&&") {
        return Some((stop..stop + 2, "and", "both have to be true: `a and b`"));
    }
    if rest.starts_with("||") {
        return Some((stop..stop + 2, "or", "one has to be true: `a or b`"));
    }
    if rest.starts_with('|') && before.ends_with('|') {
        return Some((stop - 1..stop + 1, "or", "one has to be true: `a or b`"));
    }
    if rest.starts_with('=') && !rest.starts_with("==") && !before.ends_with(['=', '!', '<', '>']) {
        return Some((stop..stop + 1, "==", "two values are compared with `==`"));
    }
    if rest.starts_with('!') && !rest.starts_with("!=") {
        return Some((
            stop..stop + 1,
            "not",
            "the contrary of a condition: `not a`",
        ));
    }
    None
}

/// What the engine says of a syntax error, in the order of other messages: what was wanted, then what was found.
fn reason(said: &str, rest: &str) -> String {
    if let Some((found, wanted)) = said
        .strip_prefix("unexpected ")
        .and_then(|r| r.split_once(", expected "))
    {
        let wanted = wanted
            .replace("expression", "a value")
            .replace("end of variable block", "`}}`")
            .replace("end of block", "`%}`");
        let found = found.replace("end of input", "the end");
        return format!("expected {wanted}, found {found}");
    }
    if let Some(word) = said.strip_prefix("unknown statement ") {
        return format!("there is no statement `{word}`");
    }
    match (said, rest.chars().next()) {
        ("unexpected character", Some(c)) => format!("`{c}` cannot stand here"),
        ("unexpected input after expression", Some(_)) => {
            "the expression ends before this".to_owned()
        }
        _ => said.to_owned(),
    }
}

/// The text of a constant.
pub(super) fn constant_text(e: &Expr<'_>) -> Option<String> {
    match e {
        Expr::Const(c) => c.value.as_str().map(str::to_owned),
        _ => None,
    }
}

pub(super) fn at<T>(node: &Spanned<T>) -> Range<usize> {
    let s = node.span();
    s.start_offset as usize..s.end_offset as usize
}

/// A range that fits the text and cuts no character.
pub(super) fn clip(text: &str, start: usize, end: usize) -> Range<usize> {
    let floor = |mut o: usize| {
        o = o.min(text.len());
        while !text.is_char_boundary(o) {
            o -= 1;
        }
        o
    };
    let start = floor(start);
    start..floor(end).max(start)
}

/// The text without the white space around it, as a range.
fn trimmed(text: &str) -> Range<usize> {
    let start = text.len() - text.trim_start().len();
    start..text.trim_end().len().max(start)
}
