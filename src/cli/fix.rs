//! `galley check --fix-recipe RECIPE`: makes the safe edits that diagnostics offer, in the user's own files.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::cli::files::{self, ProjectLoader};
use crate::cli::output::{self, Paint};
use crate::cli::plan;
use crate::cli::workspace::{self, RecipeArgs};
use crate::cli::{Failure, Outcome};
use crate::diag::{Diagnostic, Edit, Severity, Sink, codes, edit};
use crate::resolve::{LoadError, Loaded, Loader};
use crate::source::{Source, SourceId, SourceMap};

/// More edits than this are not made in one go: something would be circling.
const MOST: usize = 500;

/// The files as they stand after the edits so far, by the name that messages show.
type Texts = BTreeMap<String, String>;

/// Loads packs from the disk, or as they stand after the edits so far, and remembers which it loaded.
struct Overlay<'a> {
    files: &'a ProjectLoader,
    texts: &'a Texts,
    loaded: RefCell<Texts>,
}

impl Loader for Overlay<'_> {
    fn load(&self, path: &str, from: &str) -> Result<Loaded, LoadError> {
        let mut loaded = self.files.load(path, from)?;
        if let Some(text) = self.texts.get(&loaded.name) {
            loaded.text.clone_from(text);
        }
        self.loaded
            .borrow_mut()
            .insert(loaded.name.clone(), loaded.text.clone());
        Ok(loaded)
    }
}

/// What a compilation came to.
struct Compiled {
    diagnostics: Vec<Diagnostic>,
    sources: SourceMap,
    /// The user's own files: the recipe, and the packs that are files.
    own: Texts,
}

struct Mender<'a> {
    recipe: &'a str,
    loader: &'a ProjectLoader,
    given: &'a BTreeMap<String, String>,
}

impl Mender<'_> {
    fn compile(&self, texts: &Texts) -> Compiled {
        let overlay = Overlay {
            files: self.loader,
            texts,
            loaded: RefCell::default(),
        };
        let text = texts.get(self.recipe).map_or("", String::as_str);
        let mut sources = SourceMap::new();
        let id = sources.add(Source::new(self.recipe, text));
        let mut sink = Sink::new();
        plan::plan(id, &mut sources, &overlay, self.given, &mut sink);
        let mut own = overlay.loaded.into_inner();
        own.insert(self.recipe.to_owned(), text.to_owned());
        Compiled {
            diagnostics: sink.into_sorted(),
            sources,
            own,
        }
    }

    /// The first edit that does good, with the files after it.
    fn next(
        &self,
        now: &Compiled,
        texts: &Texts,
        seen: &BTreeSet<Texts>,
    ) -> Option<(String, Texts)> {
        now.diagnostics.iter().find_map(|d| {
            let mut candidate = texts.clone();
            let touched: BTreeSet<SourceId> = d.fix.iter().map(|e| e.loc.source).collect();
            for id in touched {
                let name = now.sources.get(id).name();
                let edits = d.fix.iter().filter(|e| e.loc.source == id);
                let after = edit::apply(now.own.get(name)?, edits)?;
                candidate.insert(name.to_owned(), after);
            }
            let good = !d.fix.is_empty()
                && !seen.contains(&candidate)
                && does_good(d, now, &self.compile(&candidate));
            good.then(|| (told(d, now), candidate))
        })
    }
}

/// Whether an edit mended what it was for and broke nothing that had been right. What was hidden behind the fault (a
/// misspelt rule hides its settings) may come to light.
fn does_good(d: &Diagnostic, before: &Compiled, after: &Compiled) -> bool {
    let same = |a: &Diagnostic, b: &Diagnostic| a.code == b.code && a.message == b.message;
    let count = |c: &Compiled| c.diagnostics.iter().filter(|x| same(x, d)).count();
    // Warnings about what has no effect are given only where nothing else is wrong.
    let errors = |x: &&Diagnostic| x.severity == Severity::Error;
    let deeper = after
        .diagnostics
        .iter()
        .filter(errors)
        .all(|x| stage(x) >= stage(d) || before.diagnostics.iter().any(|y| same(x, y)));
    count(after) < count(before) && deeper
}

/// The stage that reports a code: 1 reading, 2 resolving, 3 binding, 4 contradictions, 5 templates. Quantities and patterns
/// are read when a rule asks for them.
fn stage(d: &Diagnostic) -> &str {
    match d.code.as_str() {
        "E0105" | "E0106" => "03",
        code => code.get(1..3).unwrap_or(""),
    }
}

/// What was done, as a line: place, code, what was written for what.
fn told(d: &Diagnostic, now: &Compiled) -> String {
    let all: Vec<String> = d.fix.iter().map(|e| done(e, now)).collect();
    // Many edits of one kind say little more than the first ones.
    let shown = match all.split_at_checked(3) {
        Some((first, more)) if more.len() > 1 => {
            format!("{}, and {} more", first.join(", "), more.len())
        }
        _ => all.join(", "),
    };
    let place = d.fix.first().map(|e| now.sources.describe(e.loc));
    format!(
        "{}: {shown} ({})",
        place.unwrap_or_default(),
        d.code.as_str()
    )
}

fn done(edit: &Edit, now: &Compiled) -> String {
    let old = now.sources.slice(edit.loc).trim();
    let blank = edit.replacement.trim().is_empty();
    let breaks = edit.replacement.contains('\n');
    if edit.replacement.is_empty() || blank && !breaks && !old.is_empty() {
        format!("took out `{}`", one_line(old))
    } else if blank && breaks && !old.is_empty() {
        format!("`{}` → a line end", one_line(old))
    } else if blank {
        format!("put in a {}", if breaks { "line end" } else { "blank" })
    } else if old.is_empty() {
        format!("put in `{}`", one_line(edit.replacement.trim()))
    } else {
        format!(
            "`{}` → `{}`",
            one_line(old),
            one_line(edit.replacement.trim())
        )
    }
}

fn one_line(text: &str) -> String {
    let joined = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut cut: String = joined.chars().take(60).collect();
    if cut.len() < joined.len() {
        cut.push('…');
    }
    crate::report::text::printable(&cut)
}

/// Makes the edits, writes the files, says what was done; what is left is drawn. A failure when errors are left.
pub(super) fn run(args: &RecipeArgs, paint: &Paint) -> Outcome {
    if args.recipe == Path::new("-") {
        return Err(Diagnostic::error(
            codes::E0609,
            "a recipe on standard input cannot be mended in place",
        )
        .help("galley check --fix-recipe RECIPE.yaml")
        .into());
    }
    let given = workspace::given(&args.inputs)?;
    let loader = ProjectLoader::of(&args.recipe);
    let name = files::shown(&args.recipe);
    let mender = Mender {
        recipe: &name,
        loader: &loader,
        given: &given,
    };
    let mut texts = Texts::new();
    texts.insert(name.clone(), files::recipe(&args.recipe)?);
    let original = mender.compile(&texts).own;
    let mut seen = BTreeSet::from([texts.clone()]);
    let mut done = Vec::new();
    let mut now = mender.compile(&texts);
    while done.len() < MOST
        && let Some((line, next)) = mender.next(&now, &texts, &seen)
    {
        done.push(line);
        texts = next;
        seen.insert(texts.clone());
        now = mender.compile(&texts);
    }
    let changed: Vec<(PathBuf, &str)> = texts
        .iter()
        .filter(|(name, text)| original.get(*name) != Some(text))
        .map(|(name, text)| (PathBuf::from(name), text.as_str()))
        .collect();
    for (path, _) in &changed {
        files::own(path)?;
    }
    replace(&changed)?;
    if done.is_empty() {
        output::note("nothing to mend");
    } else {
        output::product(&format!("{}\n", done.join("\n")))?;
    }
    let failed = now
        .diagnostics
        .iter()
        .any(|d| d.severity == Severity::Error);
    if failed {
        return Err(Failure::Diagnosed(Box::new((now.diagnostics, now.sources))));
    }
    output::diagnostics(&now.diagnostics, &now.sources, paint);
    Ok(crate::cli::Exit::Clean)
}

/// Puts new texts in the place of files: all are written beside them first, and only then renamed, so that a full disk
/// or a file that may not be written leaves every file as it was.
fn replace(files: &[(PathBuf, &str)]) -> Result<(), Diagnostic> {
    let mut ready: Vec<(PathBuf, PathBuf)> = Vec::new();
    for (path, text) in files {
        match beside(path, text) {
            Ok(pair) => ready.push(pair),
            Err(e) => {
                for (temporary, _) in &ready {
                    let _ = fs::remove_file(temporary);
                }
                return Err(unwritable(path, &e));
            }
        }
    }
    for (temporary, path) in &ready {
        fs::rename(temporary, path).map_err(|e| unwritable(path, &e))?;
    }
    Ok(())
}

/// The new text in a file beside the old one, with its permissions. A link stays a link: what it leads to is replaced.
fn beside(path: &Path, text: &str) -> std::io::Result<(PathBuf, PathBuf)> {
    let real = path.canonicalize()?;
    let meta = fs::metadata(&real)?;
    if meta.permissions().readonly() {
        return Err(std::io::ErrorKind::PermissionDenied.into());
    }
    let mut name = real.file_name().unwrap_or_default().to_owned();
    name.push(".part");
    let temporary = real.with_file_name(name);
    let written = (|| {
        let mut file = fs::File::create(&temporary)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::set_permissions(&temporary, meta.permissions())
    })();
    if let Err(e) = written {
        let _ = fs::remove_file(&temporary);
        return Err(e);
    }
    Ok((temporary, real))
}

fn unwritable(path: &Path, e: &std::io::Error) -> Diagnostic {
    files::unwritable(path, e).help("the recipe is as it was")
}
