use std::collections::BTreeSet;

use super::schema::{self, Type};
use super::*;
use crate::draft::{Draft, Unit};
use crate::lang::Lang;

const TEXT: &str = "# Un titre\n\nLe chapô de l’article. Court.\n\n## Les faits\n\n« On ne répond pas », dit Ylva Johansson. Il y a 12 navires.\n\n### Plus bas\n\nUn mot encore ?\n";

fn notes(text: &str) -> Vec<String> {
    let scope = schema::check(&vec![("place".to_owned(), false)], Some(Unit::Section));
    expression(text, &scope)
        .notes
        .iter()
        .map(|n| {
            format!(
                "{} {} @{}{}",
                n.code.as_str(),
                n.message,
                text.get(n.range.clone()).unwrap_or("!"),
                n.help.first().map_or(String::new(), |h| format!(" → {h}"))
            )
        })
        .collect()
}

#[test]
fn good_expressions_are_silent() {
    for text in [
        "words | count >= 700",
        "sentences | select('ends_with', '?') | count < 2",
        "sections | map(attribute='heading') | unique | count == sections | count",
        "headings | selectattr('level', 'eq', 2) | map(attribute='text') | select('matches', '\\\\?$') | count == 0",
        "title | chars <= 65 and title is not ends_with('.')",
        "place in title or 'Paris' in title",
        "not (meta.slug is empty)",
        "section.words | count < 3 * (source.words | count)",
        "numbers | map(attribute='value') | max < 100",
        "sections[0].heading is empty",
        "40 <= title | chars <= 65",
        "inputs.place == place",
        "((quotes | first).speaker is not empty) if quotes | count > 0 else true",
    ] {
        assert_eq!(notes(text), Vec::<String>::new(), "{text}");
        Expression::compile(text, false).expect(text);
    }
}

#[test]
fn bad_expressions_are_explained() {
    let all = [
        "wrods | count > 1",
        "words > 700",
        "sections.heading == 'x'",
        "sections[0].titel == 'x'",
        "title | cuont > 3",
        "title | count > 3",
        "title.lower() == title",
        "range(10)",
        "words",
        "title",
        "title is startswith('a')",
        "title is matches('(')",
        "title is matches(3)",
        "sentences | lower",
        "sentences | select('endswith', '?') | count < 1",
        "headings | selectattr('lvl', 'eq', 2) | count < 1",
        "sections | map(attribute='txt') | count < 1",
        "title + 1 > 2",
        "title && words",
        "title ==",
        "{{ title }} == 'x'",
        "words and title is empty",
        "title == 3",
        "lead is empty",
        "",
        "sections | map('frist') | count > 1",
    ];
    let shown: String = all
        .iter()
        .map(|t| format!("{t}\n    {}\n", notes(t).join("\n    ")))
        .collect();
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/expr"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, { insta::assert_snapshot!("expressions", shown); });
    for t in all {
        assert!(!notes(t).is_empty(), "{t}");
    }
}

#[test]
fn templates_are_read_too() {
    let steps = [("facts".to_owned(), false), ("plan".to_owned(), true)];
    let scope = frames::prompt(
        frames::Writes::Section,
        &vec![("place".to_owned(), false)],
        &steps,
    );
    let shown: String = [
        "{{ source }} {{ steps.facts }} {{ place }} {% for r in rules %}{{ loop.index }}. {{ r }}{% endfor %}",
        "{{ steps.fact }}",
        "{{ sorce }}",
        "{{ rules }}",
        "{% include 'x' %}",
        "{% macro a() %}x{% endmacro %}",
        "{% for a in place %}{{ a }}{% endfor %}",
        "{% if words.max %}{{ words.mx }}{% endif %}",
        "{% for r in steps.plan.parts %}{{ r.name }}{% endfor %}",
        "{% for r in rules %}{{ x }}",
        "{{ source",
        "{% set n = rules | count %}{{ n }} {{ m }}",
        "{{ super() }}",
    ]
    .iter()
    .map(|t| {
        let r = template(t, &scope, false);
        let lines: Vec<String> = r
            .notes
            .iter()
            .map(|n| {
                format!(
                    "    {} {} @{} {:?}\n",
                    n.code.as_str(),
                    n.message,
                    t.get(n.range.clone()).unwrap_or("!"),
                    n.help
                )
            })
            .collect();
        format!("{t}\n{}", lines.concat())
    })
    .collect();
    insta::with_settings!({
        snapshot_path => concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots/expr"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, { insta::assert_snapshot!("templates", shown); });
}

/// Every field of the schema is in the values, with the type that the schema says.
#[test]
fn values_are_what_the_schema_says() {
    let draft = Draft::parse(TEXT, Lang::FR);
    let wanted: BTreeSet<String> = model::PARTS.iter().map(|p| (*p).to_owned()).collect();
    let shape = schema::check(&Vec::new(), None);
    let document = model::Document::of(&draft, &wanted, false);
    let mut seen = 0;
    for (name, part) in document.parts() {
        let field = shape
            .field(name)
            .unwrap_or_else(|| panic!("{name} is not in the schema"));
        same(
            name,
            &field.ty,
            &serde_json::to_value(part).expect("serializes"),
        );
        seen += 1;
    }
    assert_eq!(seen, model::PARTS.len());
    for unit in Unit::ALL {
        let shape = schema::check(&Vec::new(), Some(unit));
        let field = shape.field(unit.word()).expect("the unit has a variable");
        let each = model::each(&draft, unit);
        assert_eq!(each.len(), draft.pieces(unit).len(), "{unit:?}");
        for item in each {
            same(
                unit.word(),
                &field.ty,
                &serde_json::to_value(item).expect("serializes"),
            );
        }
    }
}

fn same(name: &str, ty: &Type, value: &serde_json::Value) {
    match ty {
        Type::Text => assert!(value.is_string(), "{name}: {value}"),
        Type::Number => assert!(value.is_number(), "{name}: {value}"),
        Type::Bool => assert!(value.is_boolean(), "{name}: {value}"),
        Type::Any => {}
        Type::List(item) => {
            let items = value
                .as_array()
                .unwrap_or_else(|| panic!("{name}: {value}"));
            assert!(!items.is_empty(), "{name}: the sample has one of each");
            items.iter().for_each(|v| same(name, item, v));
        }
        Type::Object(shape) => {
            let map = value
                .as_object()
                .unwrap_or_else(|| panic!("{name}: {value}"));
            let keys: Vec<&str> = map.keys().map(String::as_str).collect();
            let names: Vec<&str> = shape.names().collect();
            assert_eq!(keys, names, "{name}");
            for f in &shape.fields {
                same(&f.name, &f.ty, &map[&f.name]);
            }
        }
    }
}

#[test]
fn evaluation_is_strict_and_bounded() {
    let mut values = Values::new();
    values.set("words", &["a", "b"]);
    values.set("language", &"fr");
    let eval = |t: &str| Expression::compile(t, true).expect(t).eval(&values);
    assert_eq!(eval("words | count == 2"), Ok(Answer::Is(true)));
    assert_eq!(
        eval("('L’UE vote' | words | count) == 2"),
        Ok(Answer::Is(true))
    );
    assert_eq!(eval("words | count"), Ok(Answer::Other("a number")));
    assert!(eval("nothing").is_err());
    assert!(eval("words[9] == 'x'").is_err());
    assert!(eval("('a' * 1000000000) == 'x'").is_err());
    assert!(eval("1 / 0 == 1").is_err() || eval("1 / 0 == 1").is_ok());
    let hostile = "{{ 7 * 7 }}{% for x in y %}";
    let mut templates = Templates::new(&[]).expect("no templates");
    templates.add("t", "{{ a }}").expect("reads");
    assert_eq!(
        templates
            .render_values("t", &Values::new().with("a", &hostile))
            .as_deref(),
        Ok(hostile)
    );
    templates
        .add("loop", "{% for a in w %}{% for b in w %}{% for c in w %}{% for d in w %}{{ w }}{% endfor %}{% endfor %}{% endfor %}{% endfor %}")
        .expect("reads");
    let many = Values::new().with("w", &vec!["x"; 100]);
    assert_eq!(
        templates.render_values("loop", &many).map_err(|f| f.reason),
        Err("it takes too much work".to_owned())
    );
}
