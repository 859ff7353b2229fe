//! `galley new NAME [--from PACK] [--recipe|--yaml]`: a commented recipe to begin with.

use std::path::{Path, PathBuf};

use crate::check;
use crate::cli::files;
use crate::cli::{Exit, Failure, Outcome, output};
use crate::diag::{Diagnostic, Sink, codes, suggest};
use crate::resolve::packs::SHIPPED;
use crate::source::{Source, SourceId, SourceMap};
use crate::syntax::rewrite::convert;
use crate::syntax::tree::{Tree, Value};
use crate::syntax::{Surface, scalar};

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley new council-news                                    council-news.recipe, for English press
  galley new compte-rendu --from fr/presse --from seo/basic
  galley new council-news --yaml                             the same in YAML")]
pub(super) struct Args {
    /// The name of the recipe, which is also the name of its file; a folder may stand before it.
    #[arg(value_name = "NAME")]
    name: PathBuf,

    /// A pack that it uses; repeat for several.
    #[arg(long = "from", value_name = "PACK", default_value = "en/press")]
    from: Vec<String>,

    /// Write a recipe file: statements and braces. This is the default.
    #[arg(long, conflicts_with = "yaml")]
    recipe: bool,

    /// Write YAML.
    #[arg(long)]
    yaml: bool,
}

pub(super) fn run(args: &Args) -> Outcome {
    let surface = if args.yaml {
        Surface::Yaml
    } else {
        Surface::Recipe
    };
    debug_assert!(!(args.recipe && args.yaml), "clap lets only one through");
    let name = name(&args.name)?;
    let ending = if args.yaml { "yaml" } else { "recipe" };
    let folder = args.name.parent().unwrap_or(Path::new(""));
    let path = folder.join(format!("{name}.{ending}"));
    if path.exists() {
        return Err(Diagnostic::error(
            codes::E0605,
            format!("`{}` is there already and is left as it is", path.display()),
        )
        .help(format!("choose another name: `galley new {name}-2`"))
        .into());
    }
    let text = draft(&name, &path.display().to_string(), &args.from, surface)?;
    if !folder.as_os_str().is_empty() {
        files::folder(folder)?;
    }
    files::write(&path, &text)?;
    output::product(&format!("{}\n", path.display()))?;
    output::note(&format!(
        "`galley compile {}` shows its plan; `galley rules` lists what else a recipe can ask for",
        path.display()
    ));
    Ok(Exit::Clean)
}

/// The name of the recipe, from what was given: a path, with an ending or without.
fn name(given: &Path) -> Result<String, Failure> {
    let file = given.file_name().and_then(|n| n.to_str()).unwrap_or("");
    let name = [".recipe", ".yaml", ".yml"]
        .iter()
        .find_map(|e| file.strip_suffix(e))
        .unwrap_or(file);
    if scalar::is_name(name) && !name.contains('/') && !name.starts_with('.') {
        return Ok(name.to_owned());
    }
    let mended: String = name
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
                c
            } else {
                '-'
            }
        })
        .collect::<String>()
        .trim_matches(['-', '.'])
        .to_owned();
    let mut d = Diagnostic::error(
        codes::E0609,
        format!("`{name}` cannot be the name of a recipe"),
    )
    .help("a name is one word of letters, digits, `-`, `_` and `.`");
    if !mended.is_empty() {
        d.help.insert(0, format!("galley new {mended}"));
    }
    Err(d.into())
}

/// What packs bring that the recipe has to go along with.
#[derive(Default)]
struct Brought {
    language: Option<String>,
    keyphrase: bool,
    /// Groups and rules that they set.
    names: Vec<String>,
}

fn brought(packs: &[String]) -> Result<Brought, Failure> {
    let mut out = Brought::default();
    for pack in packs {
        let Some((_, text)) = SHIPPED.iter().find(|(n, _)| n == pack) else {
            let names: Vec<String> = SHIPPED.iter().map(|(n, _)| format!("`{n}`")).collect();
            let mut d = Diagnostic::error(codes::E0201, format!("no pack is called `{pack}`"));
            if let Some(near) = suggest::nearest(pack, SHIPPED.iter().map(|(n, _)| *n)) {
                d = d.help(format!("did you mean `--from {near}`?"));
            }
            return Err(d
                .help(format!("shipped packs: {}", names.join(", ")))
                .into());
        };
        let words = check::vocabulary();
        let tree = crate::syntax::read(SourceId(0), pack, text, &words, &mut Sink::new());
        let Some(tree) = tree else { continue };
        out.language = language(&tree).or(out.language);
        out.keyphrase |= tree
            .get("inputs")
            .is_some_and(|s| s.get("keyphrase").is_some());
        for s in &tree.statements {
            out.names.push(s.name.text.clone());
            out.names.extend(
                s.entries()
                    .iter()
                    .map(|e| format!("{}.{}", s.name.text, e.name.text)),
            );
        }
    }
    Ok(out)
}

fn language(tree: &Tree) -> Option<String> {
    tree.get("language")?
        .values
        .first()
        .and_then(Value::text)
        .map(str::to_owned)
}

/// The text of a new recipe.
fn draft(name: &str, file: &str, packs: &[String], surface: Surface) -> Result<String, Failure> {
    let brought = brought(packs)?;
    let language = brought.language.clone().unwrap_or_else(|| "en".to_owned());
    let french = language == "fr";
    let pick = |en: &'static str, fr: &'static str| if french { fr } else { en };
    let has = |n: &str| brought.names.iter().any(|b| b == n);
    let mut t = format!(
        "# What this recipe makes of what, in a line or two, and for which readers.\n#\n\
         #   galley check {file} draft.md --source source.txt   lint an article: no model, no key\n\
         #   galley run   {file} source.txt                     write one and prove it\n\n\
         recipe {name} \"0.1.0\" -> \"What this recipe makes of what\"\n\n\
         # House style. A line of this file wins over the same line of a pack.\n\
         use {}\n\nlanguage {language}\n\n\
         # The article, given as a file. Other inputs are texts or numbers: `--input NAME=…`.\n\
         input article markdown\n",
        packs.join(", ")
    );
    if brought.keyphrase {
        let default = pick("electric ferries", "trafic de drogue");
        t.push_str(&format!(
            "input keyphrase text -> \"what the reader searches for\" = \"{default}\"\n"
        ));
    }
    t.push_str(&format!(
        "\n# Told to the writer in plain words; no rule can prove it.\nbrief \"{}\"\n",
        pick(
            "Write for a reader in a hurry who does not know the subject.",
            "Écrivez pour un lecteur pressé qui ne connaît pas le sujet."
        )
    ));
    t.push_str("\ntitle {\n");
    if !has("title.length") {
        t.push_str("  length 40..80 chars\n");
    }
    t.push_str("  rewritten  # not the source's own\n}\n");
    t.push_str(
        "\n# Words of the body; title and headings are not counted.\nlength 300..600 words\n",
    );
    t.push_str(&format!(
        "\n# The parts, in this order, under names of one's own choice. What is not said is free.\n\
         sections {{\n  {} {{ heading none, words 25..60 }}\n  {} {{ words at least 80 }}\n  {} {{ words at least 80 }}\n{}}}\n",
        pick("lede", "chapo"),
        pick("news", "faits"),
        pick("background", "contexte"),
        if has("headings.count") { pick("  outlook\n", "  suite\n") } else { "" },
    ));
    t.push_str("\n# What is in the source and has to be in the article.\npreserve numbers, quotes, names\n");
    t.push_str(&format!(
        "\n# What is never printed: texts between quotes, or patterns between slashes.\nforbid {}\n",
        pick("\"Look no further\", /^Stay tuned/i", "\"Sans plus attendre\", /^Restez connectés/i")
    ));
    let mut sources = SourceMap::new();
    let id = sources.add(Source::new(file, &t));
    let mut sink = Sink::new();
    let written = convert(
        id,
        Surface::Recipe,
        surface,
        &t,
        &check::vocabulary(),
        &mut sink,
    );
    written.ok_or_else(|| Failure::Diagnosed(Box::new((sink.into_sorted(), sources))))
}
