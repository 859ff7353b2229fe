//! What filters and tests do to types: the part of the checker that reads the tables of [`filters`](super::filters).

use std::ops::Range;

use minijinja::machinery::ast::{CallArg, Expr};

use super::filters::{self, Arg, Def, Gives, Takes};
use super::lint::{Lint, constant_text};
use super::listing;
use super::schema::Type;
use crate::diag::{codes, suggest};
use crate::syntax::pattern;

/// Checks a filter and says what comes of it.
pub(super) fn filter(
    lint: &mut Lint<'_>,
    name: &str,
    range: Range<usize>,
    input: &Type,
    args: &[CallArg<'_>],
) -> Type {
    let Some(def) = filters::filter(name) else {
        unknown(lint, "filter", name, range, filters::FILTERS);
        walk(lint, args);
        return Type::Any;
    };
    takes(lint, def, range.clone(), input, false);
    if def.gives == Gives::Special {
        return special(lint, def, range, input, args);
    }
    let given = arguments(lint, def, range, args);
    let item = || match input {
        Type::List(item) => (**item).clone(),
        _ => Type::Any,
    };
    match def.gives {
        Gives::Text => Type::Text,
        Gives::Number => Type::Number,
        Gives::Bool => Type::Bool,
        Gives::Texts => Type::Text.list(),
        Gives::Same => input.clone(),
        Gives::Item => item(),
        Gives::Either => given.map_or(Type::Any, |t| t.join(input.clone())),
        Gives::Special => Type::Any,
    }
}

/// Checks a test.
pub(super) fn test(
    lint: &mut Lint<'_>,
    name: &str,
    range: Range<usize>,
    input: &Type,
    args: &[CallArg<'_>],
) {
    let Some(def) = filters::test(name) else {
        unknown(lint, "test", name, range, filters::TESTS);
        walk(lint, args);
        return;
    };
    takes(lint, def, range.clone(), input, true);
    arguments(lint, def, range, args);
}

fn unknown(
    lint: &mut Lint<'_>,
    what: &str,
    name: &str,
    range: Range<usize>,
    table: &'static [Def],
) {
    let n = lint.note(
        codes::E0504,
        range,
        format!("there is no {what} `{name}`"),
        format!("unknown {what}"),
    );
    if let Some(near) = suggest::nearest(name, table.iter().map(|d| d.name)) {
        n.help.push(format!("did you mean `{near}`?"));
        n.fix = Some(near.to_owned());
    } else if what == "filter" && filters::test(name).is_some() {
        n.help
            .push(format!("`{name}` is a test: write `is {name}`"));
    } else if what == "test" && filters::filter(name).is_some() {
        n.help
            .push(format!("`{name}` is a filter: write `| {name}`"));
    }
    let near = n.fix.is_some();
    let names = table.iter().map(|d| d.name);
    n.help.extend(listing::of(&format!("{what}s"), names, near));
}

fn walk(lint: &mut Lint<'_>, args: &[CallArg<'_>]) {
    for a in args {
        let (CallArg::Pos(e)
        | CallArg::Kwarg(_, e)
        | CallArg::PosSplat(e)
        | CallArg::KwargSplat(e)) = a;
        lint.expr(e);
    }
}

fn takes(lint: &mut Lint<'_>, def: &Def, range: Range<usize>, input: &Type, is_test: bool) {
    let wanted = match def.takes {
        Takes::Any => return,
        Takes::Text if input.has_text() => return,
        Takes::Text => "a text",
        Takes::List | Takes::Numbers if matches!(input, Type::Any) => return,
        Takes::List if matches!(input, Type::List(_)) => return,
        Takes::Numbers if matches!(input, Type::List(i) if matches!(**i, Type::Number | Type::Any)) =>
        {
            return;
        }
        Takes::List => "a list",
        Takes::Numbers => "a list of numbers",
        Takes::Number if matches!(input, Type::Number | Type::Any) => return,
        Takes::Number => "a number",
    };
    let found = input.describe();
    let name = def.name;
    let n = lint.note(
        codes::E0506,
        range,
        format!("`{name}` takes {wanted}, found {found}"),
        format!("applied to {found}"),
    );
    match (def.takes, input) {
        (Takes::Text, Type::List(item)) if item.has_text() => {
            if is_test || def.gives == Gives::Bool {
                n.help.push(format!(
                    "the items that pass: `select('{name}', …)`, and how many: `| count`"
                ));
            } else {
                n.help.push(format!("of every item: `map('{name}')`"));
            }
        }
        (Takes::List, Type::Text) if name == "count" || name == "length" => n
            .help
            .push("how many words: `| words | count`; how many characters: `| chars`".to_owned()),
        (Takes::List, Type::Object(shape)) => {
            if let Some(f) = shape.fields.iter().find(|f| matches!(f.ty, Type::List(_))) {
                n.help.push(format!("write `.{} | {name}`", f.name));
            }
        }
        _ => {}
    }
}

/// Checks the arguments against the table; the type of the first one.
fn arguments(
    lint: &mut Lint<'_>,
    def: &Def,
    range: Range<usize>,
    args: &[CallArg<'_>],
) -> Option<Type> {
    let most = def.args.len();
    let least = most - def.optional;
    let named = args.iter().any(|a| !matches!(a, CallArg::Pos(_)));
    if named || args.len() < least || args.len() > most {
        let wanted = match (least, most) {
            (0, 0) => "no arguments".to_owned(),
            (1, 1) => "one argument".to_owned(),
            (a, b) if a == b => format!("{a} arguments"),
            (a, b) => format!("{a} to {b} arguments"),
        };
        let found = if named {
            "named ones".to_owned()
        } else {
            args.len().to_string()
        };
        lint.note(
            codes::E0506,
            range,
            format!("`{}` takes {wanted}, found {found}", def.name),
            "wrong arguments",
        );
    }
    let mut first = None;
    for (i, a) in args.iter().enumerate() {
        let CallArg::Pos(e) = a else {
            walk(lint, std::slice::from_ref(a));
            continue;
        };
        let ty = lint.expr(e);
        if let Some(kind) = def.args.get(i) {
            argument(lint, def, *kind, e, &ty);
        }
        first = first.or(Some(ty));
    }
    first
}

fn argument(lint: &mut Lint<'_>, def: &Def, kind: Arg, e: &Expr<'_>, ty: &Type) {
    let wanted = match kind {
        Arg::Any => return,
        Arg::Text | Arg::Regex => {
            if kind == Arg::Regex
                && let Some(text) = constant_text(e)
                && let Err(reason) = filters::regex(&text)
            {
                let range = lint.range(e);
                let fault = pattern::fault(&text);
                let (message, help, at) = match fault {
                    Some(f) => (f.message, f.help, f.range),
                    None => (format!("the pattern is not valid: {reason}"), None, 0..0),
                };
                // The place within the pattern, where no escape has moved it.
                let written = lint.text.get(range.start + 1..range.end.saturating_sub(1));
                let exact = written == Some(text.as_str()) && !at.is_empty();
                let range = if exact {
                    range.start + 1 + at.start..range.start + 1 + at.end
                } else {
                    range
                };
                let n = lint.note(codes::E0506, range, message, "in this pattern");
                n.help.extend(help.map(str::to_owned));
            }
            if matches!(ty, Type::Text | Type::Any) {
                return;
            }
            "a text"
        }
        Arg::Number if matches!(ty, Type::Number | Type::Any) => return,
        Arg::Number => "a number",
    };
    let range = lint.range(e);
    let found = ty.describe();
    lint.note(
        codes::E0506,
        range,
        format!(
            "`{}` takes {wanted} between its parentheses, found {found}",
            def.name
        ),
        found,
    );
}

/// `map`, `select` and their kin.
fn special(
    lint: &mut Lint<'_>,
    def: &Def,
    range: Range<usize>,
    input: &Type,
    args: &[CallArg<'_>],
) -> Type {
    let item = match input {
        Type::List(item) => (**item).clone(),
        _ => Type::Any,
    };
    let mut rest = args;
    let mut tested = item.clone();
    if def.name == "map" {
        return match args {
            [CallArg::Kwarg("attribute", e)] => {
                let ty = named_field(lint, e, &item);
                ty.list()
            }
            [CallArg::Pos(e), rest @ ..] => match constant_text(e) {
                Some(name) => {
                    let at = lint.range(e);
                    filter(lint, &name, inside(at), &item, rest).list()
                }
                None => lacking(lint, def, range, args),
            },
            _ => lacking(lint, def, range, args),
        };
    }
    if def.name.ends_with("attr") {
        let [CallArg::Pos(e), more @ ..] = args else {
            return lacking(lint, def, range, args);
        };
        tested = named_field(lint, e, &item);
        rest = more;
    }
    match rest {
        [] if def.name.ends_with("attr") || item == Type::Bool => {}
        [CallArg::Pos(e), more @ ..] => match constant_text(e) {
            Some(name) => {
                let at = lint.range(e);
                test(lint, &name, inside(at), &tested, more);
            }
            None => {
                return lacking(lint, def, range, args);
            }
        },
        _ => {
            return lacking(lint, def, range, args);
        }
    }
    input.clone()
}

fn named_field(lint: &mut Lint<'_>, e: &Expr<'_>, item: &Type) -> Type {
    let at = lint.range(e);
    match constant_text(e) {
        Some(name) => lint.field(item, &name, at, true),
        None => {
            lint.note(
                codes::E0506,
                at,
                "the name of a field is written between quotes",
                "not a name",
            );
            Type::Any
        }
    }
}

fn lacking(lint: &mut Lint<'_>, def: &Def, range: Range<usize>, args: &[CallArg<'_>]) -> Type {
    let usage = match def.name {
        "map" => "map(attribute='text')` or `map('lower')",
        "selectattr" | "rejectattr" => "selectattr('level', 'eq', 2)",
        _ => "select('matches', '^Mais')",
    };
    lint.note(
        codes::E0506,
        range,
        format!("`{}` lacks what it needs between its parentheses", def.name),
        "wrong arguments",
    )
    .help
    .push(format!("write `{usage}`"));
    walk(lint, args);
    Type::Any
}

/// The range between the quotes of a text.
fn inside(range: Range<usize>) -> Range<usize> {
    if range.len() >= 2 {
        range.start + 1..range.end - 1
    } else {
        range
    }
}
