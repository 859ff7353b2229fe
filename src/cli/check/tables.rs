//! `[[check]]` in `galley.toml`: which recipe and which source belong to which articles of a project.

use std::path::{Component, Path, PathBuf};

use crate::cli::drafts;
use crate::cli::files;
use crate::cli::project::Project;
use crate::cli::settings::{self, CheckTable, Level};
use crate::diag::{Diagnostic, Severity, codes};
use crate::rules::TABLE;

/// The tables of one project.
#[derive(Debug)]
pub(super) struct Tables {
    project: Project,
    tables: Vec<CheckTable>,
}

impl Tables {
    /// Of the project that a file lies in; `None` where its `galley.toml` has no table.
    pub(super) fn of(file: &Path) -> Result<Option<Self>, Diagnostic> {
        let project = Project::of(file);
        let tables = settings::read(project.root())?.check;
        if tables.is_empty() {
            return Ok(None);
        }
        let read = Self { project, tables };
        for table in &read.tables {
            read.inside("files", &table.files)?;
            read.inside("recipe", &table.recipe)?;
            if let Some(source) = &table.source {
                read.inside("source", source)?;
            }
            for rule in table.severity.keys() {
                read.known(rule)?;
            }
        }
        Ok(Some(read))
    }

    /// Every article that a table covers, in the order of paths.
    pub(super) fn files(&self) -> Result<Vec<PathBuf>, Diagnostic> {
        let root = self.project.relative_root();
        let mut out: Vec<PathBuf> = Vec::new();
        for table in &self.tables {
            out.extend(drafts::matching(&root.join(&table.files)));
        }
        out.sort();
        out.dedup();
        if out.is_empty() {
            return Err(Diagnostic::error(
                codes::E0601,
                format!("no file matches a `[[check]]` of {}", self.shown()),
            )
            .help("`files` is a pattern from the folder of `galley.toml`: `content/**/*.md`"));
        }
        Ok(out)
    }

    /// The last table that covers a file.
    pub(super) fn covering(&self, file: &Path) -> Option<usize> {
        let name = self.project.name(file);
        self.tables
            .iter()
            .rposition(|t| drafts::covers(Path::new(&t.files), Path::new(&name)))
    }

    /// Whether each article of a table has a source of its own.
    pub(super) fn source_each(&self, table: usize) -> bool {
        let source = self.tables.get(table).and_then(|t| t.source.as_ref());
        source.is_some_and(|s| s.contains("{stem}"))
    }

    /// The recipe of a table.
    pub(super) fn recipe(&self, table: usize) -> Option<PathBuf> {
        let table = self.tables.get(table)?;
        Some(self.project.relative_root().join(&table.recipe))
    }

    /// The severities that a table sets.
    pub(super) fn severities(&self, table: usize) -> Vec<(String, Option<Severity>)> {
        let Some(table) = self.tables.get(table) else {
            return Vec::new();
        };
        let weight = |level: &Level| match level {
            Level::Error => Some(Severity::Error),
            Level::Warn => Some(Severity::Warn),
            Level::Info => Some(Severity::Info),
            Level::Off => None,
        };
        table
            .severity
            .iter()
            .map(|(rule, level)| (rule.clone(), weight(level)))
            .collect()
    }

    /// The source of an article; it stays in the project, wherever links lead.
    pub(super) fn source(&self, table: usize, file: &Path) -> Result<Option<PathBuf>, Diagnostic> {
        let Some(named) = self.tables.get(table).and_then(|t| t.source.as_ref()) else {
            return Ok(None);
        };
        let stem = file.file_stem().unwrap_or_default().to_string_lossy();
        let source = named.replace("{stem}", &stem);
        self.inside("source", &source)?;
        Ok(Some(self.project.relative_root().join(source)))
    }

    /// That a table covers no such file.
    pub(super) fn uncovered(&self, file: &Path) -> Diagnostic {
        Diagnostic::error(
            codes::E0609,
            format!(
                "`{}` is not checked: no `[[check]]` of {} covers it",
                files::shown(file),
                self.shown()
            ),
        )
        .help("name a recipe before it, or add a table")
    }

    fn shown(&self) -> String {
        let path = self.project.relative_root().join("galley.toml");
        format!("`{}`", files::shown(&path))
    }

    fn inside(&self, setting: &str, path: &str) -> Result<(), Diagnostic> {
        let climbs = Path::new(path)
            .components()
            .any(|c| !matches!(c, Component::Normal(_) | Component::CurDir));
        if !climbs && self.project.path(path).is_some() {
            return Ok(());
        }
        Err(Diagnostic::error(
            codes::E0608,
            format!(
                "`{setting}` in {} leads out of the project: `{path}`",
                self.shown()
            ),
        ))
    }

    fn known(&self, rule: &str) -> Result<(), Diagnostic> {
        if rule.starts_with("check:") || TABLE.iter().any(|d| d.id == rule) {
            return Ok(());
        }
        let d = Diagnostic::error(
            codes::E0608,
            format!("`severity` in {} names no rule: `{rule}`", self.shown()),
        );
        Err(
            match crate::diag::suggest::nearest(rule, TABLE.iter().map(|d| d.id)) {
                Some(near) => d.help(format!("did you mean `{near}`?")),
                None => d.help("`galley rules` lists them"),
            },
        )
    }
}
