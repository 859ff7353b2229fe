//! The lines of a recipe that are not rules: name, version, description, language, prompt language, briefs.

use crate::diag::{Diagnostic, Sink, codes, suggest};
use crate::lang::{self, Lang};
use crate::resolve::inputs::filled;
use crate::resolve::packs::Layer;
use crate::resolve::{Brief, Gaps, Input, PackUse, Tongue};
use crate::source::SourceId;
use crate::span::{Loc, Span};
use crate::syntax::tree::{Statement, Style, Value, ValueKind};

/// Names at the top level that are not rules, for did-you-mean and for the merge.
pub(super) const NAMES: &[&str] = &[
    "recipe",
    "pack",
    "version",
    "description",
    "use",
    "language",
    "prompts",
    "brief",
    "inputs",
    "input",
    "steps",
    "step",
    "frames",
    "frame",
];

pub(super) struct Header {
    pub(super) name: String,
    pub(super) name_loc: Loc,
    pub(super) version: Option<String>,
    pub(super) description: Option<String>,
    pub(super) lang: Lang,
    pub(super) languages: Vec<(Lang, Loc)>,
    pub(super) tongue: Tongue,
    pub(super) packs: Vec<PackUse>,
}

/// The guidance of packs and recipe, in order, with the values of the inputs that it names.
pub(super) fn briefs(
    layers: &[Layer],
    inputs: &[Input],
    gaps: &Gaps,
    sink: &mut Sink,
) -> Vec<Brief> {
    layers
        .iter()
        .flat_map(|l| &l.tree.statements)
        .filter(|s| s.name.text == "brief")
        .flat_map(|s| s.values.iter().flat_map(Value::items))
        .filter(|v| !v.raw.trim().is_empty())
        .filter_map(|v| {
            // A bare word that is the name of an input stands for it, as in every rule that takes a text.
            let named = |i: &&Input| matches!(&v.kind, ValueKind::Name(n) if *n == i.name);
            let text = match inputs.iter().find(named).and_then(|i| i.value.clone()) {
                Some(value) => value,
                None => filled(v, inputs, gaps, sink)?.text,
            };
            Some(Brief {
                text: text.trim().to_owned(),
                loc: v.loc,
            })
        })
        .collect()
}

/// What a file is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something that can be compiled: it has a language.
    Recipe,
    /// A part of recipes, looked at on its own.
    Pack,
}

pub(super) fn read(layers: &[Layer], kind: Kind, gaps: &mut Gaps, sink: &mut Sink) -> Header {
    let own = layers.last().expect("the recipe is the last layer");
    let own_id = own
        .tree
        .statements
        .first()
        .map_or(SourceId(0), |s| s.loc.source);
    let text_of = |name: &str, sink: &mut Sink| own.tree.get(name).and_then(|s| text(s, sink));

    let name = match own.tree.get("recipe").or_else(|| own.tree.get("pack")) {
        Some(s) => text(s, sink).map(|t| (t, s.value_loc())),
        None if gaps.name => None,
        None => {
            let at = own
                .tree
                .statements
                .first()
                .map_or(Loc::new(own_id, Span::at(0)), |s| {
                    Loc::new(s.loc.source, Span::at(s.loc.span.start))
                });
            sink.push(
                Diagnostic::error(codes::E0205, "the recipe has no name")
                    .at(at, "expected `recipe: NAME` here")
                    .help("add a first line such as `recipe: seo-article-fr`"),
            );
            None
        }
    };
    let version = own.tree.get("version").and_then(|s| {
        let v = text(s, sink)?;
        if is_version(&v) {
            return Some(v);
        }
        if let Some((first, _)) = &name
            && v.starts_with(char::is_alphabetic)
            && !v.contains(|c: char| c.is_ascii_digit())
        {
            sink.push(
                Diagnostic::error(codes::E0214, format!("`{v}` is not a version"))
                    .at(s.value_loc(), "part of the name?")
                    .help(format!("a name is one word: `recipe: {first}-{v}`")),
            );
            return None;
        }
        sink.push(mended_version(
            Diagnostic::error(codes::E0214, format!("`{v}` is not a version"))
                .at(s.value_loc(), "expected three numbers such as `1.0.0`"),
            s.values.first(),
            &v,
        ));
        None
    });
    let description = text_of("description", sink);

    // What is set twice in one file was reported by the reader.
    let said = layers.iter().filter_map(|l| l.tree.get("language"));
    let languages: Vec<(Lang, Loc)> = said.filter_map(|s| language(s, sink)).collect();
    let tongue = own
        .tree
        .get("prompts")
        .or_else(|| layers.iter().rev().find_map(|l| l.tree.get("prompts")))
        .and_then(|s| prompts(s, sink));

    let spoken = languages.last().map(|(lang, _)| *lang);
    // A `language` line that says nothing of the language only weighs its check.
    let named = layers
        .iter()
        .filter_map(|l| l.tree.get("language"))
        .any(|s| !weighs_only(s));
    let lang = spoken.unwrap_or_else(|| {
        // English stands in for what is not known.
        if kind == Kind::Recipe {
            // `language en` without its colon is told where it stands.
            let broken = sink.items().iter().any(|d| {
                d.code == codes::E0120 && d.message.contains("after `language`")
            });
            if !named && !broken && !gaps.packs && !gaps.language {
                let at = name
                    .as_ref()
                    .map_or(Loc::new(own_id, Span::at(0)), |(_, l)| *l);
                sink.push(
                    Diagnostic::error(codes::E0206, "the recipe does not say in which language the article is")
                        .at(at, "this recipe")
                        .help("add a line such as `language: fr`, or `use` a pack that has one, such as `fr/presse`"),
                );
            }
            gaps.language = true;
        }
        Lang::EN
    });
    let (name, name_loc) = name.unwrap_or((String::new(), Loc::new(own_id, Span::at(0))));
    Header {
        name,
        name_loc,
        version,
        description,
        lang,
        languages,
        tongue: tongue
            .or_else(|| Tongue::of_code(lang.code()))
            .unwrap_or_default(),
        packs: layers.iter().filter_map(|l| l.pack.clone()).collect(),
    }
}

/// `language: { severity: off }`: the language is said elsewhere.
fn weighs_only(statement: &Statement) -> bool {
    statement.values.is_empty()
        && !statement.entries().is_empty()
        && statement
            .entries()
            .iter()
            .all(|s| s.name.text == "severity")
}

/// The single text of a statement such as `description: …`.
pub(super) fn text(statement: &Statement, sink: &mut Sink) -> Option<String> {
    match statement.values.as_slice() {
        [v] if statement.block.is_none()
            && !matches!(v.kind, ValueKind::List(_) | ValueKind::Null) =>
        {
            Some(v.raw.trim().to_owned())
        }
        _ => {
            sink.push(
                Diagnostic::error(
                    codes::E0301,
                    format!("`{}` takes one text", statement.name.text),
                )
                .at(statement.loc, "expected a text"),
            );
            None
        }
    }
}

fn language(statement: &Statement, sink: &mut Sink) -> Option<(Lang, Loc)> {
    if weighs_only(statement) {
        return None;
    }
    // `language: { is: en, severity: warn }`, and in a recipe file `language en { severity warn }`.
    let mut plain = statement.get("is").unwrap_or(statement).clone();
    if !plain.values.is_empty() {
        plain.block = None;
    }
    let statement = &plain;
    let code = text(statement, sink)?;
    let loc = statement.value_loc();
    if code == "off"
        || statement
            .values
            .iter()
            .any(|v| v.kind == ValueKind::Bool(false))
    {
        sink.push(
            Diagnostic::error(codes::E0207, "an article is always in some language")
                .at(loc, "not a language")
                .help("language: { is: en, severity: off }")
                .help("that names the language and switches its check off"),
        );
        return None;
    }
    if let Some(lang) = Lang::from_code(&code) {
        return Some((lang, loc));
    }
    let known = lang::TABLE
        .iter()
        .map(|l| format!("`{}` ({})", l.code(), l.name()))
        .collect::<Vec<_>>()
        .join(", ");
    let mut d = Diagnostic::error(codes::E0207, format!("no language is called `{code}`"))
        .at(loc, "unknown language");
    let folded = code.to_lowercase();
    let near = lang::TABLE.iter().find(|l| {
        folded == l.name().to_lowercase()
            || folded == l.pack().endonym
            || folded.starts_with(&format!("{}-", l.code()))
            || folded.starts_with(&format!("{}_", l.code()))
    });
    if let Some(near) = near {
        d = d
            .help(format!("did you mean `{}`?", near.code()))
            .fix(loc, near.code());
    }
    sink.push(d.help(format!("languages: {known}")));
    None
}

fn prompts(statement: &Statement, sink: &mut Sink) -> Option<Tongue> {
    let code = text(statement, sink)?;
    let tongue = Tongue::of_code(&code);
    if tongue.is_none() {
        let mut known: Vec<String> = Tongue::all().map(|t| format!("`{}`", t.code())).collect();
        known.sort_unstable_by(|a, b| b.cmp(a));
        sink.push(
            Diagnostic::error(codes::E0207, format!("no prompts are written in `{code}`"))
                .at(statement.value_loc(), "unknown prompt language")
                .help(format!("prompts can be written in {}", known.join(" or "))),
        );
    }
    tongue
}

/// Three numbers with dots, and nothing else but an optional `-suffix`.
/// Adds the numbers that a version lacks: `1.0` and `v1.0` are meant as `1.0.0`.
fn mended_version(d: Diagnostic, value: Option<&Value>, written: &str) -> Diagnostic {
    let mut meant = written.trim_start_matches(['v', 'V']).to_owned();
    for _ in 0..2 {
        if !is_version(&meant) {
            meant.push_str(".0");
        }
    }
    match value {
        Some(v) if is_version(&meant) => {
            let quotes = if v.style == Style::Plain { "" } else { "\"" };
            d.fix(v.loc, format!("{quotes}{meant}{quotes}"))
        }
        _ => d.help("version: 1.0.0"),
    }
}

fn is_version(v: &str) -> bool {
    let core = v.split_once('-').map_or(v, |(a, _)| a);
    let parts: Vec<&str> = core.split('.').collect();
    parts.len() == 3
        && parts
            .iter()
            .all(|p| !p.is_empty() && p.len() < 10 && p.bytes().all(|b| b.is_ascii_digit()))
}

/// Says which top-level name was probably meant.
pub(super) fn suggestion<'a>(word: &str, rules: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let known: Vec<&str> = NAMES.iter().copied().chain(rules).collect();
    super::tongues::meant(word)
        .and_then(|name| known.iter().copied().find(|k| *k == name))
        .or_else(|| suggest::nearest(word, known))
}
