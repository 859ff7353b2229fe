//! `galley test`: test files in both surfaces, offline, exhaustive, with golden files and recordings; and what it promises.

mod converted;
mod documented;
mod files;
mod golden;
mod mutants;
mod printed;
mod promises;
mod written;

use std::path::Path;

use assert_cmd::Command;

/// A project in a folder of its own.
pub(crate) struct Project {
    folder: tempfile::TempDir,
}

/// What a command came to.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// The last line of standard output.
    pub(crate) fn last(&self) -> &str {
        self.out.lines().last().unwrap_or("")
    }

    pub(crate) fn all(&self) -> String {
        format!("{}{}", self.out, self.err)
    }
}

impl Project {
    /// An empty project.
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let project = Self { folder };
        project.write("galley.toml", "");
        project
    }

    /// A project with a small recipe, a source and an article that holds.
    pub(crate) fn with_council_news() -> Self {
        let project = Self::new();
        project.write("recipes/council-news.yaml", COUNCIL_NEWS);
        project.write("tests/flood.txt", FLOOD);
        project.write("tests/good.md", GOOD);
        project
    }

    /// A project with the shipped recipes and examples.
    pub(crate) fn with_shipped() -> Self {
        let project = Self::new();
        for folder in ["recipes", "examples"] {
            for entry in std::fs::read_dir(root().join(folder)).expect("the folder") {
                let path = entry.expect("an entry").path();
                let name = path.file_name().expect("a name").to_string_lossy();
                if path.is_file() && !name.contains(".test.") {
                    let text = std::fs::read_to_string(&path).expect("UTF-8");
                    project.write(&format!("{folder}/{name}"), &text);
                }
            }
        }
        project
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.path().join(name).exists()
    }

    pub(crate) fn edit(&self, name: &str, from: &str, to: &str) {
        let text = self.read(name);
        assert!(text.contains(from), "{name} holds {from}");
        self.write(name, &text.replace(from, to));
    }

    /// Runs galley in the project's folder.
    pub(crate) fn galley(&self, args: &[&str]) -> Ran {
        self.galley_in("", args, "")
    }

    /// Runs galley in a folder of the project, with this on standard input.
    pub(crate) fn galley_in(&self, folder: &str, args: &[&str], input: &str) -> Ran {
        let out = Command::cargo_bin("galley")
            .expect("the binary is built")
            .current_dir(self.path().join(folder))
            .env_clear()
            .env("COLUMNS", "100")
            .args(args)
            .write_stdin(input)
            .output()
            .expect("galley runs");
        let text = |b: Vec<u8>| String::from_utf8(b).expect("UTF-8");
        Ran {
            status: out.status.code().expect("a status"),
            out: text(out.stdout),
            err: text(out.stderr),
        }
    }
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn snapshot(name: &str, text: &str) {
    insta::with_settings!({
        snapshot_path => root().join("snapshots").join("suite"),
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!(name, text);
    });
}

pub(crate) const COUNCIL_NEWS: &str = "\
recipe: council-news
version: 1.0.0
language: en
inputs:
  article: markdown
length: 50..120 words
title: { length: 20..60 chars, ends-with: none }
preserve: numbers
forbid: [Click here, Read more]
";

pub(crate) const FLOOD: &str = "\
Council releases 40,000 for flood barriers

The town council has released 40,000 euros for new flood barriers along the Mill Brook. The decision came on Tuesday evening after two hours of debate. Eleven members voted for the plan and four against it.

Work begins in March and takes six weeks. During that time the footbridge at the old mill stays closed.
";

pub(crate) const GOOD: &str = "\
# Town pays for barriers along the Mill Brook

The town will put up new barriers against floods along the Mill Brook. The council released 40,000 euros for them on Tuesday evening, after a debate of two hours.

Eleven members voted for the plan and four against it. The work begins in March and will take six weeks, and the footbridge at the old mill stays closed for as long as it lasts.
";
