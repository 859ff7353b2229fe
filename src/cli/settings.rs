//! `galley.toml` and the environment, read once at the edge and passed on as data.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use crate::cli::files;
use crate::diag::{Diagnostic, codes};

/// What `galley.toml` can say.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Settings {
    /// The model, as `--model` takes it.
    #[serde(default)]
    pub(super) model: Option<String>,
    /// Where `run` puts its files, relative to `galley.toml`.
    #[serde(default)]
    pub(super) out: Option<String>,
    /// The most calls of one run.
    #[serde(default)]
    pub(super) max_calls: Option<usize>,
    /// The most minutes of one run.
    #[serde(default)]
    pub(super) minutes: Option<u64>,
    /// What `check` checks articles with; the last table that covers one counts.
    #[serde(default)]
    pub(super) check: Vec<CheckTable>,
}

/// A `[[check]]`: articles, and what they are checked with. Paths are relative to `galley.toml`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct CheckTable {
    /// A pattern.
    pub(super) files: String,
    pub(super) recipe: String,
    /// The source of each; `{stem}` is the article's name without its ending.
    #[serde(default)]
    pub(super) source: Option<String>,
    /// Rules that weigh something else here.
    #[serde(default)]
    pub(super) severity: BTreeMap<String, Level>,
}

/// What a rule weighs in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Level {
    Error,
    Warn,
    Info,
    Off,
}

/// Reads `galley.toml` of a project; no file is no settings.
pub(super) fn read(root: &Path) -> Result<Settings, Diagnostic> {
    let path = root.join("galley.toml");
    if !path.is_file() {
        return Ok(Settings::default());
    }
    let text = files::read(&path, files::Kind::Recipe)?;
    toml::from_str(&text).map_err(|e| {
        Diagnostic::error(
            codes::E0608,
            format!("`{}` cannot be read: {}", path.display(), e.message()),
        )
        .help("it takes `model`, `out`, `max-calls`, `minutes` and tables `[[check]]` with `files`, `recipe`, `source` and `severity`")
    })
}
