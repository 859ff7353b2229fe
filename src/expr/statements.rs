//! The statements of templates: the part of the checker that walks them, and refuses what a prompt of a recipe may not use.

use std::collections::BTreeMap;
use std::ops::Range;

use minijinja::machinery::ast::{Expr, ForLoop, Spanned, Stmt};

use super::lint::{Lint, STATEMENTS, at};
use super::schema::{Shape, Type};
use crate::diag::codes;

impl Lint<'_> {
    pub(super) fn statements(&mut self, all: &[Stmt<'_>]) {
        for s in all {
            self.statement(s);
        }
    }

    fn statement(&mut self, s: &Stmt<'_>) {
        match s {
            Stmt::EmitRaw(_) => {}
            Stmt::EmitExpr(e) => {
                let ty = self.expr(&e.expr);
                if let Type::List(_) | Type::Object(_) = ty
                    && !matches!(&ty, Type::Object(o) if o.other.is_some())
                {
                    let range = self.range(&e.expr);
                    let found = ty.describe();
                    let help = match &ty {
                        Type::List(item) if item.has_text() && **item != Type::Text => {
                            "| map(attribute='text') | join(', ')"
                        }
                        Type::List(_) => "| join(', ')",
                        _ => ".text",
                    };
                    let shown = self.text.get(range.clone()).unwrap_or("").to_owned();
                    self.note(
                        codes::E0506,
                        range,
                        format!("a prompt prints texts and numbers, found {found}"),
                        found,
                    )
                    .help
                    .push(format!(
                        "write `{{{{ {shown}{}{help} }}}}`",
                        if help.starts_with('.') { "" } else { " " }
                    ));
                }
            }
            Stmt::IfCond(c) => {
                self.expr(&c.expr);
                self.scoped(&c.true_body);
                self.scoped(&c.false_body);
            }
            Stmt::ForLoop(f) => self.for_loop(f),
            Stmt::Set(s) => {
                let ty = self.expr(&s.expr);
                match &s.target {
                    Expr::Var(v) => self.bind(v.id, ty),
                    other => {
                        let range = self.range(other);
                        self.refuse(range, "`set` gives a name to one value");
                    }
                }
            }
            Stmt::SetBlock(b) => self.refuse(at(b), "`set` without a value may not be used here"),
            Stmt::WithBlock(b) => self.refuse(at(b), "`with` may not be used here"),
            Stmt::AutoEscape(b) => self.refuse(at(b), "`autoescape` may not be used here"),
            Stmt::FilterBlock(b) => self.refuse(at(b), "`filter` may not be used here"),
            Stmt::Block(b) => self.refuse(at(b), "a block may not stand here"),
            Stmt::Import(b) => self.refuse(at(b), "`import` may not be used here"),
            Stmt::FromImport(b) => self.refuse(at(b), "`import` may not be used here"),
            Stmt::Extends(b) => self.refuse(at(b), "`extends` may not be used here"),
            Stmt::Include(b) => self.refuse(at(b), "`include` may not be used here"),
            Stmt::Macro(b) => self.refuse(at(b), "`macro` may not be used here"),
            Stmt::CallBlock(b) => self.refuse(at(b), "`call` may not be used here"),
            Stmt::Do(b) => self.refuse(at(b), "`do` may not be used here"),
            Stmt::Template(t) => self.statements(&t.children),
        }
    }

    fn refuse(&mut self, range: Range<usize>, message: &str) {
        // The whole construct can be long: its first line is enough.
        let shown = self.text.get(range.clone()).unwrap_or("");
        let end = shown.find('\n').map_or(range.end, |i| range.start + i);
        self.note(
            codes::E0507,
            range.start..end,
            message,
            "not in a prompt of a recipe",
        )
        .help
        .push(STATEMENTS.to_owned());
    }

    fn scoped(&mut self, body: &[Stmt<'_>]) {
        self.locals.push(BTreeMap::new());
        self.statements(body);
        self.locals.pop();
    }

    fn bind(&mut self, name: &str, ty: Type) {
        if let Some(scope) = self.locals.last_mut() {
            scope.insert(name.to_owned(), ty);
        }
    }

    fn for_loop(&mut self, f: &Spanned<ForLoop<'_>>) {
        let list = self.expr(&f.iter);
        let item = match &list {
            Type::List(item) => (**item).clone(),
            Type::Any => Type::Any,
            other => {
                let range = self.range(&f.iter);
                let found = other.describe();
                self.note(
                    codes::E0506,
                    range,
                    format!("`for` goes through a list, found {found}"),
                    found,
                );
                Type::Any
            }
        };
        if f.recursive {
            self.refuse(at(f), "a loop may not be `recursive` here");
        }
        self.locals.push(BTreeMap::new());
        match &f.target {
            Expr::Var(v) => self.bind(v.id, item),
            other => {
                let range = self.range(other);
                self.refuse(range, "`for` gives one name to each item");
            }
        }
        let looped = ["index", "index0", "revindex", "length"]
            .iter()
            .fold(Shape::new("loop"), |s, n| s.with(n, Type::Number, ""));
        let looped = ["first", "last"]
            .iter()
            .fold(looped, |s, n| s.with(n, Type::Bool, ""));
        self.bind("loop", looped.object());
        if let Some(filter) = &f.filter_expr {
            self.expr(filter);
        }
        self.statements(&f.body);
        self.locals.pop();
        self.scoped(&f.else_body);
    }
}
