//! Operators and comparisons: the part of the checker that says which kinds of values they take.

use minijinja::machinery::ast::{BinOp, BinOpKind, Compare, CompareOpKind, Expr, Spanned};

use super::lint::Lint;
use super::schema::Type;
use crate::diag::codes;

/// Whether an expression is a name, a field or a chain of filters, behind which one more filter can stand.
fn is_chain(e: &Expr<'_>) -> bool {
    matches!(
        e,
        Expr::Var(_) | Expr::GetAttr(_) | Expr::GetItem(_) | Expr::Filter(_)
    )
}

impl Lint<'_> {
    pub(super) fn truth(&mut self, e: &Expr<'_>, ty: &Type) {
        if !self.strict || matches!(ty, Type::Bool | Type::Any) {
            return;
        }
        let range = self.range(e);
        let found = ty.describe();
        let shown = self.text.get(range.clone()).unwrap_or("").to_owned();
        let n = self.note(
            codes::E0506,
            range,
            format!("true or false wanted, found {found}"),
            found,
        );
        match ty {
            Type::List(_) => n.help.push(format!("write `{shown} | count > 0`")),
            Type::Text => n.help.push(format!("write `{shown} is not empty`")),
            _ => {}
        }
    }

    pub(super) fn number(&mut self, e: &Expr<'_>, ty: &Type, sign: &str) {
        if matches!(ty, Type::Number | Type::Any) {
            return;
        }
        let range = self.range(e);
        let found = ty.describe();
        let shown = self.text.get(range.clone()).unwrap_or("").to_owned();
        let n = self.note(
            codes::E0506,
            range,
            format!("`{sign}` takes numbers, found {found}"),
            found,
        );
        match ty {
            Type::List(_) => {
                let mended = format!("{shown} | count");
                n.help.push(format!("write `{mended}`"));
                n.fix = is_chain(e).then_some(mended);
            }
            Type::Text if sign == "+" => n.help.push("texts are joined with `~`".to_owned()),
            _ => {}
        }
    }

    pub(super) fn binary(&mut self, b: &Spanned<BinOp<'_>>) -> Type {
        let left = self.expr(&b.left);
        let right = self.expr(&b.right);
        let sign = match b.op {
            BinOpKind::ScAnd | BinOpKind::ScOr => {
                self.truth(&b.left, &left);
                self.truth(&b.right, &right);
                return if self.strict {
                    Type::Bool
                } else {
                    left.join(right)
                };
            }
            BinOpKind::Concat => return Type::Text,
            BinOpKind::Eq => return self.pair(CompareOpKind::Eq, &b.left, &left, &b.right, &right),
            BinOpKind::Ne => return self.pair(CompareOpKind::Ne, &b.left, &left, &b.right, &right),
            BinOpKind::Lt => return self.pair(CompareOpKind::Lt, &b.left, &left, &b.right, &right),
            BinOpKind::Lte => {
                return self.pair(CompareOpKind::Lte, &b.left, &left, &b.right, &right);
            }
            BinOpKind::Gt => return self.pair(CompareOpKind::Gt, &b.left, &left, &b.right, &right),
            BinOpKind::Gte => {
                return self.pair(CompareOpKind::Gte, &b.left, &left, &b.right, &right);
            }
            BinOpKind::In => return self.pair(CompareOpKind::In, &b.left, &left, &b.right, &right),
            BinOpKind::Add => "+",
            BinOpKind::Sub => "-",
            BinOpKind::Mul => "*",
            BinOpKind::Div => "/",
            BinOpKind::FloorDiv => "//",
            BinOpKind::Rem => "%",
            BinOpKind::Pow => "**",
        };
        self.number(&b.left, &left, sign);
        self.number(&b.right, &right, sign);
        Type::Number
    }

    pub(super) fn compare(&mut self, c: &Spanned<Compare<'_>>) -> Type {
        let mut left = self.expr(&c.expr);
        let mut left_expr = &c.expr;
        for op in &c.ops {
            let right = self.expr(&op.expr);
            self.pair(op.op, left_expr, &left, &op.expr, &right);
            left = right;
            left_expr = &op.expr;
        }
        Type::Bool
    }

    fn pair(
        &mut self,
        op: CompareOpKind,
        a: &Expr<'_>,
        left: &Type,
        b: &Expr<'_>,
        right: &Type,
    ) -> Type {
        if matches!(op, CompareOpKind::In | CompareOpKind::NotIn) {
            if let Type::Number | Type::Bool = right {
                let range = self.range(b);
                let found = right.describe();
                self.note(
                    codes::E0506,
                    range,
                    format!("`in` looks into a list or a text, found {found}"),
                    found,
                );
            }
            return Type::Bool;
        }
        let ordered = !matches!(op, CompareOpKind::Eq | CompareOpKind::Ne);
        let comparable = match (left, right) {
            (Type::Any, _) | (_, Type::Any) => true,
            (Type::Number, Type::Number) | (Type::Text, Type::Text) => true,
            (x, y) => !ordered && x == y,
        };
        if !comparable {
            let range = self.range(a).start..self.range(b).end;
            let (l, r) = (left.describe(), right.describe());
            let list = match (left, right) {
                (Type::List(_), Type::Number) => Some(self.range(a)),
                (Type::Number, Type::List(_)) => Some(self.range(b)),
                _ => None,
            };
            let help = list.clone().map(|r| {
                let shown = self.text.get(r).unwrap_or("");
                format!("write `{shown} | count`")
            });
            // Where the list is a name or a chain of filters, the count of it can be put in its place.
            let fix = list
                .filter(|_| is_chain(if matches!(left, Type::List(_)) { a } else { b }))
                .and_then(|r| {
                    let before = self.text.get(range.start..r.end)?;
                    let after = self.text.get(r.end..range.end)?;
                    Some(format!("{before} | count{after}"))
                });
            let n = self.note(
                codes::E0506,
                range,
                format!("{l} is compared with {r}"),
                "not comparable",
            );
            n.help.extend(help);
            n.fix = fix;
        }
        Type::Bool
    }
}
