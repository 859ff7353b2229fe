//! A line that speaks of the article as a piece of work: its versions, its words, the order it was made to. An article about
//! anything else has none, whatever words it shares with such a line.

use super::chat::{even, languages, words_of};
use crate::lang::{Desk, Lang};

/// A line about the article has at most this many words.
const LONGEST: usize = 22;

/// Whether a sentence at the edge of an article speaks of the article. `whole` when nothing else stands in its block.
pub(super) fn speaks_of_article(sentence: &str, lang: Lang, whole: bool) -> bool {
    let text = even(sentence.trim_matches(['*', '_', ' ', '(', ')', '[', ']']));
    let words: Vec<&str> = words_of(&text).collect();
    if words.is_empty() || words.len() > LONGEST {
        return false;
    }
    languages(lang).any(|l| {
        let desk = &l.pack().desk;
        remarks(&text, desk)
            || presents(&words, desk, text.ends_with(':'))
            || offers(&words, desk)
            || hopes(&words, desk)
            || made_to_order(&words, desk)
            || whole && (labels(&text, desk) || counts(&words, desk))
    })
}

fn has(words: &[&str], list: &[&str]) -> bool {
    words.iter().any(|w| list.contains(w))
}

fn split_label(text: &str) -> Option<(&str, &str)> {
    let (label, rest) = text.split_once(':')?;
    Some((label.trim(), rest.trim_matches(['*', '_', ' '])))
}

/// `Alternative headline: …`, `Mots-clés : …`, `Article réécrit :`: the label is the name of a piece of work, with nothing but
/// words such as *alternative* or *proposé* around it.
fn labels(text: &str, desk: &Desk) -> bool {
    let Some((label, rest)) = split_label(text) else {
        return false;
    };
    if desk.labels.contains(&label) {
        return true;
    }
    let words: Vec<&str> = words_of(label).collect();
    let qualified = has(&words, desk.versions) || has(&words, desk.made);
    let of_article = words.iter().all(|w| {
        desk.products.contains(w)
            || desk.titles.contains(w)
            || desk.versions.contains(w)
            || desk.made.contains(w)
            || w.len() <= 2
    });
    let title = has(&words, desk.titles) && qualified;
    let product = has(&words, desk.products) && qualified && rest.is_empty();
    words.len() <= 5 && of_article && (title || product)
}

/// `Note: I kept all figures`, `Remarque : les citations ont été reprises mot pour mot`.
fn remarks(text: &str, desk: &Desk) -> bool {
    let Some((label, rest)) = split_label(text) else {
        return false;
    };
    if !desk.remarks.contains(&label) {
        return false;
    }
    let words: Vec<&str> = words_of(rest).collect();
    let myself = words.iter().take(8).any(|w| desk.first_person.contains(w));
    let material = has(&words, desk.material);
    let text = material || has(&words, desk.products);
    myself && text && (has(&words, desk.made) || has(&words, desk.faithful))
        || material && has(&words, desk.faithful) && !has(&words, desk.altered)
}

/// `Here is a shorter version.`, `Je vous propose la version suivante.`: a presenting phrase, a product, and nothing that says
/// what it is about.
fn presents(words: &[&str], desk: &Desk, open: bool) -> bool {
    let Some(at) = words.iter().position(|w| desk.products.contains(w)) else {
        return false;
    };
    let qualified = has(words, desk.versions) || has(words, desk.made) || has(words, desk.ordered);
    let plain = words.iter().enumerate().all(|(i, w)| {
        i == at
            || desk.presenting.contains(w)
            || desk.versions.contains(w)
            || desk.made.contains(w)
            || desk.ordered.contains(w)
            || desk.first_person.contains(w)
    });
    let begins = words.iter().take(3).any(|w| desk.openers.contains(w));
    words.len() <= 12 && begins && plain && (qualified || open)
}

/// `Je peux aussi rédiger un chapô.`, `I could also draft a shorter version if you like.`
fn offers(words: &[&str], desk: &Desk) -> bool {
    let Some(at) = words
        .iter()
        .take(6)
        .position(|w| desk.first_person.contains(w))
    else {
        return false;
    };
    let Some(can) = words[at..].iter().position(|w| desk.able.contains(w)) else {
        return false;
    };
    let rest = &words[at + can..];
    can <= 3
        && has(rest, desk.making)
        && (has(rest, desk.products) || has(rest, desk.titles) || has(rest, desk.second_person))
}

/// `J’espère que cette version vous convient.`
fn hopes(words: &[&str], desk: &Desk) -> bool {
    words.iter().take(3).any(|w| desk.hoping.contains(w))
        && has(words, desk.products)
        && has(words, desk.second_person)
}

/// `Article rewritten according to your instructions.`
fn made_to_order(words: &[&str], desk: &Desk) -> bool {
    let orders = words
        .windows(2)
        .any(|p| desk.second_person.contains(&p[0]) && desk.orders.contains(&p[1]));
    orders && has(words, desk.products) && has(words, desk.made)
}

/// `Word count: 250`, `(248 mots)`.
fn counts(words: &[&str], desk: &Desk) -> bool {
    let number = |w: &&str| w.bytes().all(|b| b.is_ascii_digit());
    words.len() <= 8
        && words.iter().any(&number)
        && has(words, desk.counted)
        && words
            .iter()
            .all(|w| number(w) || desk.counted.contains(w) || desk.counting.contains(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_speaks_of_the_article_is_told_from_what_does_not() {
        for (lang, lines) in [(Lang::FR, RESIDUE_FR), (Lang::EN, RESIDUE_EN)] {
            let missed: Vec<&&str> = lines
                .iter()
                .filter(|l| !speaks_of_article(l, lang, true))
                .collect();
            assert_eq!(missed, Vec::<&&str>::new());
        }
        for (lang, lines) in [(Lang::FR, NEWS_FR), (Lang::EN, NEWS_EN)] {
            let wrong: Vec<&&str> = lines
                .iter()
                .filter(|l| speaks_of_article(l, lang, true))
                .collect();
            assert_eq!(wrong, Vec::<&&str>::new());
        }
    }

    #[rustfmt::skip]
    const RESIDUE_FR: &[&str] = &[
        "J’espère que cette version vous convient.", "Note : j'ai conservé tous les chiffres de la source.",
        "Remarque : les citations ont été reprises mot pour mot.", "Titre alternatif : Brest vote son budget",
        "Titres alternatifs :", "Mots-clés : port, budget, quais.", "(Nombre de mots : 248)", "Nombre de mots : 248",
        "248 mots", "Voici une version plus courte.", "Bien entendu, je peux aussi rédiger un chapô.",
        "Si besoin, je peux raccourcir le texte.", "Voici la réécriture demandée :", "Article réécrit :",
        "**Titre proposé :**", "Je vous propose la version suivante.", "Autre titre possible : Brest vote",
        "Article réécrit selon vos consignes.", "Texte adapté conformément à vos instructions.",
        "N.B. : j’ai gardé les citations telles quelles.", "Version finale :", "Ci-dessous, la version révisée.",
        "Note : tous les faits et les citations ont été conservés.", "Voici votre article réécrit :",
        "Voici la version corrigée.", "Méta-description : Brest vote lundi.",
    ];
    #[rustfmt::skip]
    const NEWS_FR: &[&str] = &[
        "Voici les faits.", "Note : ce service ferme à midi.", "Note : les prénoms ont été modifiés.",
        "Note : les chiffres ont été arrondis.", "Remarque : la piscine est fermée le lundi.",
        "Voici le texte de la lettre :", "Voici la version du maire.", "J’espère que vous viendrez nombreux.",
        "Envoyez votre demande à la mairie.", "Je peux aussi venir lundi, a dit la maire.",
        "Cet article a été mis à jour mardi à 10 h.", "Titre de transport : 2 euros", "Photo : AFP",
        "Il a rédigé le texte selon vos élus.", "Voici une autre histoire.", "Contact : mairie de Brest",
        "Note : le musée a gardé ses horaires d’hiver.", "Le prénom a été modifié.", "Le texte sera examiné en juin.",
        "Voici l’adresse : 3, rue Haute.", "Résultat : 248 voix contre 12.", "Je vous propose une balade.",
        "Voici notre sélection.", "Titre : champion de France", "La version finale est attendue en mai.",
        "Ce texte a été adopté par 248 voix.", "Voici la recette demandée par nos lecteurs.",
        "Remarque : l’article 3 de la loi a été conservé.",
    ];
    #[rustfmt::skip]
    const RESIDUE_EN: &[&str] = &[
        "Note: I kept all figures from the source.", "Note: quotes were kept verbatim.",
        "Alternative headline: Brest votes its budget.", "Alternative headlines:", "Keywords: harbour, budget, quays.",
        "Word count: 250", "(248 words)", "Here is a shorter version.", "Here is the rewrite you asked for:",
        "Rewritten article:", "Article rewritten according to your instructions.", "Below is the revised piece.",
        "I can also write a standfirst.", "If you like, I can shorten the text.", "I hope this version works for you.",
        "Suggested headline: Brest votes", "Final version:", "Here's the revised draft:",
        "Note: all facts and quotes have been preserved.", "Meta description: Brest votes on Monday.",
        "Approximate word count: 250 words", "Note: I have shortened the quotes.",
        "The text was rewritten as per your request.",
    ];
    #[rustfmt::skip]
    const NEWS_EN: &[&str] = &[
        "Here are the facts.", "Note: the pool closes at noon.", "Note: figures have been rounded.",
        "This interview has been edited for length and clarity.", "Here is the text of the letter:",
        "Here is the mayor’s version.", "Send your request to the town hall.", "I hope you enjoy the walk.",
        "This article was updated on Tuesday.", "Photo: Reuters", "I can also bake bread.",
        "Title: world champion", "Here is how to get there.", "Note: names have been changed.",
        "The final version is due in May.", "250 words were cut from the bill by members.",
        "The text was rewritten by the Senate.", "Result: 250 votes to 12", "Contact: the town hall",
        "Here is a shorter route.", "Note: the museum kept its winter hours.", "I will write to you again next week.",
        "This story was first published in May.", "Below is the bridge.", "Your request will be answered in a week.",
        "I can send you the recipe.", "Note: Article 3 was kept by the Senate.",
    ];
}
