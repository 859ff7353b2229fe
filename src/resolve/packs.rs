//! Packs: `use fr/presse, ./house.yaml`. Shipped packs are built in; a path is relative to the file that uses it.

use std::sync::Arc;

use crate::diag::{Diagnostic, Sink, codes, suggest};
use crate::resolve::gaps::Missing;
use crate::resolve::{Context, PackUse, version};
use crate::source::SourceId;
use crate::span::Loc;
use crate::syntax::tree::{Tree, Value, ValueKind};

/// Shipped packs: name and text. Adding a pack is one file under `recipes/packs/` and one row here.
pub const SHIPPED: &[(&str, &str)] = &[
    (
        "fr/presse",
        include_str!("../../recipes/packs/fr/presse.yaml"),
    ),
    (
        "en/press",
        include_str!("../../recipes/packs/en/press.yaml"),
    ),
    (
        "seo/basic",
        include_str!("../../recipes/packs/seo/basic.yaml"),
    ),
];

/// A pack's text, with the name under which messages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// `seo/basic`, or the path as a user would write it.
    pub name: String,
    /// The text.
    pub text: String,
}

/// Why a path could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadError {
    /// It lies outside the project.
    Outside {
        /// The project root that may not be left.
        root: String,
    },
    /// It cannot be read, for this reason.
    Unreadable {
        /// The system's reason, as a lowercase fragment.
        reason: String,
    },
}

impl LoadError {
    /// Why, as a lowercase fragment behind "cannot be read:".
    #[must_use]
    pub fn reason(&self) -> String {
        match self {
            Self::Outside { root } => format!("it lies outside the project `{root}`"),
            Self::Unreadable { reason } => reason.clone(),
        }
    }
}

/// Loads packs that are files. The edge implements it over the file system, tests over a table.
pub trait Loader {
    /// The file `path`, written in the source named `from`.
    ///
    /// # Errors
    /// When the file lies outside the project, or cannot be read as UTF-8 text.
    fn load(&self, path: &str, from: &str) -> Result<Loaded, LoadError>;

    /// Whether packs, shipped ones or files, are those that the recipe was written for. A recipe of the past may have to do with
    /// packs of today: then the versions that it requires are no fault of anybody's.
    fn of_its_time(&self, _shipped: bool) -> bool {
        true
    }
}

/// Loads nothing: for recipes that use shipped packs only.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoFiles;

impl Loader for NoFiles {
    fn load(&self, _path: &str, _from: &str) -> Result<Loaded, LoadError> {
        Err(LoadError::Unreadable {
            reason: "no files can be loaded here".to_owned(),
        })
    }
}

/// One file of the merge: packs first, in the order of use, the recipe last.
pub(super) struct Layer {
    pub(super) tree: Arc<Tree>,
    /// The pack, or `None` for the recipe itself.
    pub(super) pack: Option<PackUse>,
}

/// Loads all packs, depth first, each once, and puts the recipe after them.
pub(super) fn layers(
    source: SourceId,
    tree: Tree,
    context: &mut Context<'_>,
    sink: &mut Sink,
) -> (Vec<Layer>, Vec<Missing>) {
    let mut missing = Vec::new();
    let mut layers = Vec::new();
    let own = context.sources.get(source).name().to_owned();
    let mut path = vec![(own, None)];
    visit(&tree, &mut path, &mut layers, &mut missing, context, sink);
    layers.push(Layer {
        tree: Arc::new(tree),
        pack: None,
    });
    (layers, missing)
}

type Path = Vec<(String, Option<Loc>)>;

fn visit(
    tree: &Tree,
    path: &mut Path,
    layers: &mut Vec<Layer>,
    missing: &mut Vec<Missing>,
    context: &mut Context<'_>,
    sink: &mut Sink,
) {
    for statement in tree.statements.iter().filter(|s| s.name.text == "use") {
        if statement.block.is_some() {
            sink.push(
                Diagnostic::error(codes::E0201, "`use` takes names of packs, not settings")
                    .at(statement.loc, "expected a list such as `[fr/presse]`")
                    .help("use: [fr/presse]"),
            );
            missing.push(Missing(None));
        }
        for value in statement.values.iter().flat_map(Value::items) {
            load(value, path, layers, missing, context, sink);
        }
    }
}

fn load(
    value: &Value,
    path: &mut Path,
    layers: &mut Vec<Layer>,
    missing: &mut Vec<Missing>,
    context: &mut Context<'_>,
    sink: &mut Sink,
) {
    if !matches!(value.kind, ValueKind::Name(_) | ValueKind::Text) {
        sink.push(
            Diagnostic::error(
                codes::E0201,
                format!("expected the name of a pack, found {}", value.describe()),
            )
            .at(value.loc, "not a pack")
            .help(format!("shipped packs: {}", shipped_names())),
        );
        return;
    }
    let named = version::split(value.raw.trim_end());
    let wanted = named.pack.trim();
    let from = path.last().map_or("", |(n, _)| n).to_owned();
    let place = match named.requirement {
        Some(_) => value.inner(0, named.pack.len()),
        None => value.loc,
    };
    let Some(loaded) = find(wanted, &from, place, context, sink) else {
        missing.push(Missing(suggest::nearest(
            wanted,
            SHIPPED.iter().map(|(n, _)| *n),
        )));
        return;
    };
    if let Some(start) = path.iter().position(|(n, _)| *n == loaded.name) {
        let circle = || path.iter().skip(start);
        let mut names: Vec<&str> = circle().map(|(n, _)| n.as_str()).collect();
        names.push(&loaded.name);
        let mut d = Diagnostic::error(
            codes::E0202,
            format!("packs use each other in a circle: {}", names.join(" → ")),
        )
        .at(value.loc, "this `use` closes the circle");
        for (name, at) in circle() {
            if let Some(at) = at {
                d = d.at(*at, format!("`{name}` is used here"));
            }
        }
        sink.push(d.help("remove one of these `use` lines"));
        return;
    }
    let shipped = SHIPPED.iter().any(|(n, _)| *n == loaded.name);
    let binding = context.loader.of_its_time(shipped);
    let applied = |l: &&Layer| l.pack.as_ref().is_some_and(|p| p.name == loaded.name);
    if let Some(layer) = layers.iter().find(applied) {
        if binding {
            require(&named, value, &layer.tree, sink);
        }
        return; // already applied: a pack counts once, at its first use
    }
    let shelf = &context.vocabulary.shelf;
    let own = shelf.source(context.sources.next(), &loaded);
    let id = context.sources.add(own.clone());
    let Some(tree) = shelf.tree(id, &own, context.vocabulary, sink) else {
        missing.push(Missing(None));
        return;
    };
    if binding {
        require(&named, value, &tree, sink);
    }
    path.push((loaded.name.clone(), Some(value.loc)));
    visit(&tree, path, layers, missing, context, sink);
    path.pop();
    let version = tree
        .get("version")
        .and_then(|s| s.values.first())
        .map(|v| v.raw.clone());
    layers.push(Layer {
        pack: Some(PackUse {
            name: loaded.name,
            version,
            used_at: value.loc,
        }),
        tree,
    });
}

/// Holds a pack's version against what the `use` requires of it.
fn require(named: &version::Wanted<'_>, value: &Value, pack: &Tree, sink: &mut Sink) {
    let Some((requirement, start)) = named.requirement else {
        return;
    };
    let at = value.inner(start, start + requirement.len());
    let version = pack
        .get("version")
        .and_then(|s| Some((s.values.first()?.raw.as_str(), s.value_loc())));
    if let Some(d) = version::unmet(requirement, at, named.pack.trim(), version) {
        sink.push(d);
    }
}

fn find(
    wanted: &str,
    from: &str,
    at: Loc,
    context: &Context<'_>,
    sink: &mut Sink,
) -> Option<Loaded> {
    let is_path = wanted.starts_with('.')
        || wanted.starts_with('/')
        || std::path::Path::new(wanted)
            .extension()
            .is_some_and(|e| e == "yaml" || e == "yml" || e == "recipe");
    if is_path {
        return match context.loader.load(wanted, from) {
            Ok(loaded) => Some(loaded),
            Err(LoadError::Outside { root }) => {
                sink.push(
                    Diagnostic::error(
                        codes::E0211,
                        format!("the pack `{wanted}` lies outside the project"),
                    )
                    .at(at, "leaves the project")
                    .help(format!("the project is `{root}`; copy the pack into it")),
                );
                None
            }
            Err(LoadError::Unreadable { reason }) => {
                sink.push(
                    Diagnostic::error(
                        codes::E0212,
                        format!("the pack `{wanted}` cannot be read: {reason}"),
                    )
                    .at(at, "used here")
                    .help("a path is relative to the file that uses it"),
                );
                None
            }
        };
    }
    if let Some((name, text)) = SHIPPED.iter().find(|(n, _)| *n == wanted) {
        return Some(Loaded {
            name: (*name).to_owned(),
            text: (*text).to_owned(),
        });
    }
    let mut d =
        Diagnostic::error(codes::E0201, format!("no pack is called `{wanted}`")).at(at, "unknown");
    if let Some(near) = suggest::nearest(wanted, SHIPPED.iter().map(|(n, _)| *n)) {
        d = d
            .help(format!("did you mean `{near}`?"))
            .fix(at, near.to_owned());
    }
    sink.push(d.help(format!(
        "shipped packs: {}; a pack of one's own is a path such as `./house.yaml`",
        shipped_names()
    )));
    None
}

fn shipped_names() -> String {
    SHIPPED
        .iter()
        .map(|(n, _)| format!("`{n}`"))
        .collect::<Vec<_>>()
        .join(", ")
}
