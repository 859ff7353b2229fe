//! The folder of a run: which one it is, whose source it belongs to, and that no other run is at work in it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::cli::alone::{self, Alone, Held};
use crate::cli::workspace::{SourceText, Workspace};
use crate::cli::{Failure, files};
use crate::cli::{endpoint, output};
use crate::diag::{Diagnostic, codes};
use crate::model::keep;
use crate::model::transcript::FIRST_LINE;

const STATE: &str = ".galley.json";
const LOCK: &str = ".galley.lock";

/// What galley remembers of a folder, in `.galley.json`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct State {
    /// The source: its path in the project, or `-`.
    source: String,
    /// The hash of its text.
    hash: String,
    /// The files that galley wrote for people to edit, with the hashes of what it wrote.
    #[serde(default)]
    pub(super) written: BTreeMap<String, String>,
    /// Whether every rule held for the `article.md` that galley wrote.
    #[serde(default)]
    pub(super) proven: bool,
}

/// The folder of this run, for as long as it runs.
#[derive(Debug)]
pub(super) struct Folder {
    pub(super) path: PathBuf,
    pub(super) state: State,
    /// Whether the article that was found is of another source.
    pub(super) stranger: bool,
    /// Held until the run ends.
    _lock: Option<Alone>,
}

impl Folder {
    /// Writes down what galley remembers.
    pub(super) fn remember(&self) -> Result<(), Diagnostic> {
        let text = crate::report::json::print(&self.state);
        files::write(&self.path.join(STATE), &text)
    }
}

/// The same text has the same hash, whatever its line ends.
pub(super) fn hash(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    blake3::hash(text.as_bytes())
        .to_hex()
        .chars()
        .take(32)
        .collect()
}

/// `--out`, or a folder named after recipe and input that belongs to no other source.
pub(super) fn open(
    out: Option<&Path>,
    input: &Path,
    source: &SourceText,
    workspace: &Workspace,
) -> Result<Folder, Failure> {
    let own = State {
        source: place(input, &workspace.root),
        hash: hash(source.named.text()),
        ..State::default()
    };
    if let Some(out) = out {
        return claim(out.to_owned(), own);
    }
    let named = workspace.settings.out.as_deref();
    let base = endpoint::out(&workspace.root, named)?.join(slug(&workspace.plan.recipe.name));
    let root = named.map_or(Path::new("."), |_| &workspace.root);
    endpoint::stays(root, &base)?;
    let stem = match input.file_stem() {
        Some(s) if s != "-" => slug(&s.to_string_lossy()),
        _ => "stdin".to_owned(),
    };
    let mut path = base.join(&stem);
    let mut n = 1;
    while let Some(other) = owner(&path).filter(|o| !same(o, &own, input, &workspace.root)) {
        n += 1;
        let next = base.join(format!("{stem}-{n}"));
        output::note(&format!(
            "`{}` belongs to {}: this run goes to `{}`",
            path.display(),
            self::named(&other.source),
            next.display()
        ));
        path = next;
    }
    endpoint::stays(root, &path)?;
    claim(path, own)
}

fn named(source: &str) -> String {
    if source == "-" {
        "another text from standard input".to_owned()
    } else {
        format!("`{source}`")
    }
}

/// Makes the folder, marks it as in use and as the source's own.
fn claim(path: PathBuf, own: State) -> Result<Folder, Failure> {
    files::own(&path.join(LOCK))?;
    files::folder(&path).map_err(super::elsewhere)?;
    let lock = lock(&path)?;
    let known = read(&path);
    let mut folder = Folder {
        stranger: known
            .as_ref()
            .is_some_and(|k| k.source != own.source || (own.source == "-" && k.hash != own.hash)),
        state: State {
            written: known
                .as_ref()
                .map(|k| k.written.clone())
                .unwrap_or_default(),
            proven: known.is_some_and(|k| k.proven),
            ..own
        },
        path,
        _lock: lock,
    };
    if folder.state.written.is_empty() {
        adopt(&mut folder);
    }
    // A folder that is known keeps its owner until there is an article of another one.
    if !folder.path.join(STATE).exists() {
        folder.remember().map_err(super::elsewhere)?;
    }
    Ok(folder)
}

/// A folder of which nothing is remembered: its report says whether the article in it is a proven one.
fn adopt(folder: &mut Folder) {
    let report = std::fs::read_to_string(folder.path.join("report.json")).unwrap_or_default();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap_or_default();
    folder.state.proven = report.get("outcome").is_some_and(|o| o == "holds");
}

fn lock(folder: &Path) -> Result<Option<Alone>, Failure> {
    let path = folder.join(LOCK);
    match alone::hold(&path).map_err(super::elsewhere)? {
        Held::Ours(lock) => Ok(Some(lock)),
        // A file system without locks is no reason not to work.
        Held::Unknown => Ok(None),
        Held::Taken => Err(Diagnostic::error(
            codes::E0611,
            format!("another run is at work in `{}`", folder.display()),
        )
        .help("wait until it ends, or choose another folder with `--out DIR`")
        .into()),
    }
}

fn read(folder: &Path) -> Option<State> {
    let text = std::fs::read_to_string(folder.join(STATE)).ok()?;
    serde_json::from_str(&text).ok()
}

/// Whose folder it is; a folder of an earlier galley says so in the head of its journal.
fn owner(folder: &Path) -> Option<State> {
    read(folder).or_else(|| {
        let bytes = keep::read(&folder.join("transcript.txt")).ok()??;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        text.starts_with(FIRST_LINE).then_some(())?;
        let source = text
            .lines()
            .take_while(|l| !l.is_empty())
            .find_map(|l| l.strip_prefix("note: source "))?;
        Some(State {
            source: source.to_owned(),
            ..State::default()
        })
    })
}

/// Whether a folder belongs to this source: the same file, whatever became of its text, or a file that was moved.
fn same(owner: &State, own: &State, input: &Path, root: &Path) -> bool {
    if own.source == "-" {
        return matches!(owner.source.as_str(), "-" | "standard input")
            && (owner.hash.is_empty() || owner.hash == own.hash);
    }
    let before = root.join(&owner.source);
    owner.source == own.source
        || Path::new(&owner.source) == input
        || place(Path::new(&owner.source), root) == own.source
        || (owner.hash == own.hash && owner.source != "-" && !before.exists())
}

/// A file's path inside the project, or its whole path.
fn place(input: &Path, root: &Path) -> String {
    if input == Path::new("-") {
        return "-".to_owned();
    }
    let real = |p: &Path| p.canonicalize().unwrap_or_else(|_| p.to_owned());
    let (input, root) = (real(input), real(root));
    let inside = input.strip_prefix(&root).unwrap_or(&input);
    inside.to_string_lossy().replace('\\', "/")
}

/// A name that is safe as one folder: a recipe cannot climb out of `galley-out` through its own name.
fn slug(name: &str) -> String {
    let safe: String = name
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
                c
            } else {
                '-'
            }
        })
        .collect();
    let safe = safe.trim_matches('.').to_owned();
    if safe.is_empty() {
        "article".to_owned()
    } else {
        safe
    }
}
