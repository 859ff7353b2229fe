//! `galley new NAME [--from PACK] [--recipe|--yaml]`: a commented recipe to begin with.

use std::path::{Component, Path, PathBuf};

use crate::check;
use crate::cli::files::{self, Kind};
use crate::cli::{Exit, Failure, Outcome, output};
use crate::diag::{Diagnostic, Sink, codes, suggest};
use crate::resolve::packs::SHIPPED;
use crate::source::{Source, SourceId, SourceMap};
use crate::syntax::rewrite::convert;
use crate::syntax::tree::{Tree, Value};
use crate::syntax::{Surface, is_pack, scalar};

/// Arguments of `new`.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  galley new council-news          council-news.recipe, for English press
  galley new council-news --yaml   the same in YAML
  galley new recipes/council-news.yaml
  galley new compte-rendu --from fr/presse --from seo/basic
  galley new council-news --from ./packs/house.yaml   with a pack of one's own")]
pub(super) struct Args {
    /// The name of the recipe, which is also the name of its file; a folder may stand before it.
    #[arg(value_name = "NAME")]
    name: PathBuf,

    /// A pack that it uses, by name or by path; repeat for several.
    #[arg(long = "from", value_name = "PACK", default_value = "en/press")]
    from: Vec<String>,

    /// Write a recipe file: statements and braces. This is the default, unless the name ends in `.yaml`.
    #[arg(long, conflicts_with = "yaml")]
    recipe: bool,

    /// Write YAML.
    #[arg(long)]
    yaml: bool,
}

pub(super) fn run(args: &Args) -> Outcome {
    let (name, surface) = name(args)?;
    let ending = match surface {
        Surface::Yaml => "yaml",
        Surface::Recipe => "recipe",
    };
    let folder = args.name.parent().unwrap_or(Path::new(""));
    let path = folder.join(format!("{name}.{ending}"));
    files::own(&path)?;
    if path.exists() {
        let other = folder.join(format!("{name}-2.{ending}"));
        return Err(Diagnostic::error(
            codes::E0605,
            format!("`{}` is there already and is left as it is", path.display()),
        )
        .help(format!("galley new {}", other.display()))
        .into());
    }
    let mut packs: Vec<Pack> = Vec::new();
    for pack in &args.from {
        let pack = pack_of(pack, folder)?;
        if packs.iter().all(|p| p.name != pack.name) {
            packs.push(pack);
        }
    }
    let text = draft(&name, &path.display().to_string(), &packs, surface)?;
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

/// The name of the recipe and its surface, from what was given: a path, with an ending or without.
fn name(args: &Args) -> Result<(String, Surface), Failure> {
    let given = args.name.display().to_string();
    let file = args.name.file_name().and_then(|n| n.to_str()).unwrap_or("");
    if file.is_empty() || given.ends_with(['/', '\\']) {
        return Err(Diagnostic::error(
            codes::E0609,
            format!("`{given}` is a folder and no name of a recipe"),
        )
        .help(format!(
            "name the recipe in it: `galley new {}`",
            args.name.join("council-news").display()
        ))
        .into());
    }
    let endings = [
        (".recipe", Surface::Recipe),
        (".yaml", Surface::Yaml),
        (".yml", Surface::Yaml),
    ];
    let (name, ending) = endings
        .iter()
        .find_map(|(e, s)| Some((file.strip_suffix(e)?, Some(*s))))
        .unwrap_or((file, None));
    let asked = match (args.yaml, args.recipe) {
        (true, _) => Some((Surface::Yaml, "--yaml")),
        (_, true) => Some((Surface::Recipe, "--recipe")),
        _ => None,
    };
    if let (Some((surface, option)), Some(ending)) = (asked, ending)
        && surface != ending
    {
        return Err(Diagnostic::error(
            codes::E0609,
            format!("`{option}` does not go with the ending of `{file}`"),
        )
        .help(format!(
            "galley new {} {option}",
            args.name.with_file_name(name).display()
        ))
        .into());
    }
    let surface = asked.map(|a| a.0).or(ending).unwrap_or(Surface::Recipe);
    // To YAML and to recipe files these words are something else than names.
    let word = matches!(name, "null" | "true" | "false");
    let suite = name.ends_with(".test");
    if scalar::is_name(name) && !name.contains('/') && !name.starts_with('.') && !word && !suite {
        return Ok((name.to_owned(), surface));
    }
    let mended: String = name
        .trim_end_matches(".test")
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
    let mended = match word {
        true => format!("{mended}-news"),
        false => mended,
    };
    let message = match suite {
        true => format!("`{name}` cannot be the name of a recipe: its file would be a test file"),
        false => format!("`{name}` cannot be the name of a recipe"),
    };
    let mut d = Diagnostic::error(codes::E0609, message)
        .help("a name is one word of letters, digits, `-`, `_` and `.`");
    if !mended.is_empty() {
        let path = args.name.with_file_name(mended);
        d.help.insert(0, format!("galley new {}", path.display()));
    }
    Err(d.into())
}

/// A pack that the recipe uses: as it is named there, and its text.
struct Pack {
    name: String,
    text: String,
}

/// The pack of an option: a shipped one, or a file. The recipe names a file relative to its own folder.
fn pack_of(given: &str, folder: &Path) -> Result<Pack, Failure> {
    if let Some((name, text)) = SHIPPED.iter().find(|(n, _)| *n == given) {
        return Ok(Pack {
            name: (*name).to_owned(),
            text: (*text).to_owned(),
        });
    }
    let path = Path::new(given);
    let file = [".yaml", ".yml", ".recipe"]
        .iter()
        .any(|e| given.ends_with(e));
    if !file {
        let names: Vec<String> = SHIPPED.iter().map(|(n, _)| format!("`{n}`")).collect();
        let mut d = Diagnostic::error(codes::E0201, format!("no pack is called `{given}`"));
        if let Some(near) = suggest::nearest(given, SHIPPED.iter().map(|(n, _)| *n)) {
            d = d.help(format!("did you mean `--from {near}`?"));
        }
        return Err(d
            .help(format!("shipped packs: {}", names.join(", ")))
            .help("a pack of one's own is a file: `--from ./packs/house.yaml`")
            .into());
    }
    let text = files::read(path, Kind::Recipe)?;
    if !is_pack(&text) {
        return Err(
            Diagnostic::error(codes::E0212, format!("`{given}` is no pack"))
                .help("a pack begins with `pack: NAME`")
                .into(),
        );
    }
    Ok(Pack {
        name: between(folder, path),
        text,
    })
}

/// The way from a folder to a file, as `use` takes it.
fn between(folder: &Path, file: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let parts = |p: &Path| -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        for part in here.join(p).components() {
            match part {
                Component::CurDir => {}
                Component::ParentDir => {
                    out.pop();
                }
                part => out.push(part.as_os_str().to_string_lossy().into_owned()),
            }
        }
        out
    };
    let (from, to) = (parts(folder), parts(file));
    let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = vec!["..".to_owned(); from.len() - same];
    let way: Vec<String> = up.into_iter().chain(to.into_iter().skip(same)).collect();
    let way = way.join("/");
    if way.starts_with("..") {
        way
    } else {
        format!("./{way}")
    }
}

/// What packs bring that the recipe has to go along with.
#[derive(Default)]
struct Brought {
    language: Option<String>,
    keyphrase: bool,
    /// Groups and rules that they set.
    names: Vec<String>,
}

fn brought(packs: &[Pack]) -> Result<Brought, Failure> {
    let mut out = Brought::default();
    let mut spoken: Option<(String, String)> = None;
    for pack in packs {
        let before = out.language.take();
        bring(&pack.name, &pack.text, &mut out, 0);
        match (&out.language, &spoken) {
            (Some(now), Some((first, then))) if now != then => {
                return Err(Diagnostic::error(
                    codes::E0609,
                    format!(
                        "`{first}` is for `{then}` and `{}` for `{now}`: a recipe has one language",
                        pack.name
                    ),
                )
                .help(format!("--from {first}"))
                .into());
            }
            (Some(now), None) => spoken = Some((pack.name.clone(), now.clone())),
            _ => {}
        }
        out.language = out.language.take().or(before);
    }
    Ok(out)
}

/// What one pack brings, and the shipped packs that it uses.
fn bring(name: &str, text: &str, out: &mut Brought, depth: usize) {
    let words = check::vocabulary();
    let tree = crate::syntax::read(SourceId(0), name, text, &words, &mut Sink::new());
    let Some(tree) = tree else { return };
    for used in tree
        .get("use")
        .iter()
        .flat_map(|s| &s.values)
        .flat_map(Value::items)
    {
        let word = used.raw.split_whitespace().next().unwrap_or("");
        if let Some((name, text)) = SHIPPED.iter().find(|(n, _)| *n == word)
            && depth < 8
        {
            bring(name, text, out, depth + 1);
        }
    }
    out.language = language(&tree).or(out.language.take());
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

fn language(tree: &Tree) -> Option<String> {
    tree.get("language")?
        .values
        .first()
        .and_then(Value::text)
        .map(str::to_owned)
}

/// The text of a new recipe.
fn draft(name: &str, file: &str, packs: &[Pack], surface: Surface) -> Result<String, Failure> {
    let brought = brought(packs)?;
    let uses: Vec<String> = packs
        .iter()
        .map(|p| match scalar::is_name(&p.name) {
            true => p.name.clone(),
            false => format!("\"{}\"", p.name),
        })
        .collect();
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
        uses.join(", ")
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
