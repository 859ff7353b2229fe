//! The lines of a recipe that are not rules: name, version, description, language, prompt language, briefs.

use crate::diag::{Diagnostic, Sink, codes, suggest};
use crate::lang::{self, Lang};
use crate::resolve::packs::Layer;
use crate::resolve::version::Version;
use crate::resolve::{Brief, PackUse, Tongue};
use crate::source::SourceId;
use crate::span::{Loc, Span};
use crate::syntax::tree::{Statement, Value, ValueKind};

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
    pub(super) briefs: Vec<Brief>,
    pub(super) packs: Vec<PackUse>,
}

/// What a file is read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something that can be compiled: it has a language.
    Recipe,
    /// A part of recipes, looked at on its own.
    Pack,
}

pub(super) fn read(layers: &[Layer], kind: Kind, sink: &mut Sink) -> Option<Header> {
    let own = layers.last()?;
    let own_id = own
        .tree
        .statements
        .first()
        .map_or(SourceId(0), |s| s.loc.source);
    let text_of = |name: &str, sink: &mut Sink| own.tree.get(name).and_then(|s| text(s, sink));

    let name = match own.tree.get("recipe").or_else(|| own.tree.get("pack")) {
        Some(s) => text(s, sink).map(|t| (t, s.value_loc())),
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
        if Version::parse(&v).is_some() {
            return Some(v);
        }
        sink.push(
            Diagnostic::error(codes::E0214, format!("`{v}` is not a version"))
                .at(s.value_loc(), "expected three numbers such as `1.0.0`")
                .help("version: 1.0.0"),
        );
        None
    });
    let description = text_of("description", sink);

    let mut languages = Vec::new();
    let mut briefs = Vec::new();
    for layer in layers {
        for statement in &layer.tree.statements {
            match statement.name.text.as_str() {
                "language" => languages.extend(language(statement, sink)),
                "brief" => briefs.extend(
                    statement
                        .values
                        .iter()
                        .flat_map(Value::items)
                        .filter(|v| !v.raw.trim().is_empty())
                        .map(|v| Brief {
                            text: v.raw.trim().to_owned(),
                            loc: v.loc,
                        }),
                ),
                _ => {}
            }
        }
    }
    let tongue = own
        .tree
        .get("prompts")
        .or_else(|| layers.iter().rev().find_map(|l| l.tree.get("prompts")))
        .and_then(|s| prompts(s, sink));

    let spoken = languages.last().map(|(lang, _)| *lang);
    let named = own.tree.get("language").is_some();
    let Some(lang) = spoken.or((kind == Kind::Pack && !named).then_some(Lang::EN)) else {
        if !named {
            let at = name
                .as_ref()
                .map_or(Loc::new(own_id, Span::at(0)), |(_, l)| *l);
            sink.push(
                Diagnostic::error(codes::E0206, "the recipe does not say in which language the article is")
                    .at(at, "this recipe")
                    .help("add a line such as `language: fr`, or `use` a pack that has one, such as `fr/presse`"),
            );
        }
        return None;
    };
    let (name, name_loc) = name?;
    Some(Header {
        name,
        name_loc,
        version,
        description,
        lang,
        languages,
        tongue: tongue.unwrap_or(if lang == Lang::FR {
            Tongue::Fr
        } else {
            Tongue::En
        }),
        briefs,
        packs: layers.iter().filter_map(|l| l.pack.clone()).collect(),
    })
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
    let statement = statement.get("is").unwrap_or(statement);
    let code = text(statement, sink)?;
    let loc = statement.value_loc();
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
    match text(statement, sink)?.as_str() {
        "fr" => Some(Tongue::Fr),
        "en" => Some(Tongue::En),
        other => {
            sink.push(
                Diagnostic::error(codes::E0207, format!("no prompts are written in `{other}`"))
                    .at(statement.value_loc(), "unknown prompt language")
                    .help("prompts can be written in `fr` or `en`"),
            );
            None
        }
    }
}

/// Says which top-level name was probably meant.
pub(super) fn suggestion<'a>(word: &str, rules: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    suggest::nearest(word, NAMES.iter().copied().chain(rules))
}
