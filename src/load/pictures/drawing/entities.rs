//! The document type of a drawing. Illustrator writes the namespaces of its own data into it, each under
//! a short name (`<!ENTITY ns_ai "http://ns.adobe.com/…">`), and the names where the namespaces belong.
//!
//! No parser of XML is asked to expand anything: few bytes could stand for very many. Only names of
//! addresses are taken, which hold no other names and nothing that is markup, and only so often.

use std::{borrow::Cow, collections::BTreeMap};

/// Illustrator has ten.
const MOST_NAMES: usize = 32;
const LONGEST_ADDRESS: usize = 200;
/// Each stands once at the head of a drawing, and once where a program finds its data again.
const MOST_USES: usize = 1000;

/// The text without its document type, and with the addresses that it names in the place of their names;
/// nothing if the type says anything else.
pub fn expand(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains("<!ENTITY") {
        return Some(Cow::Borrowed(text));
    }
    let begin = text.len() - prolog(text)?.len();
    let rest = text.get(begin..)?.strip_prefix("<!DOCTYPE")?;
    let (before, inner) = rest.split_once('[')?;
    // Names of files that nobody opens may be there, but no markup.
    if before.contains(['<', '>', ']']) {
        return None;
    }
    let (names, rest) = names(inner)?;
    let rest = rest.trim_start().strip_prefix('>')?;
    let typed = text.get(begin..text.len() - rest.len())?;
    // What is reported about a line is reported of the same one.
    let mut whole = text.get(..begin)?.to_owned();
    whole.extend(typed.chars().filter(|c| *c == '\n'));
    let mut pieces = rest.split('&');
    whole.push_str(pieces.next()?);
    let mut uses = 0;
    for piece in pieces {
        let used = piece.split_once(';').and_then(|(name, after)| Some((names.get(name)?, after)));
        match used {
            Some((address, after)) => {
                uses += 1;
                if uses > MOST_USES {
                    return None;
                }
                whole.push_str(address);
                whole.push_str(after);
            }
            None => {
                whole.push('&');
                whole.push_str(piece);
            }
        }
    }
    // Another one would be in a comment at best.
    (!whole.contains("<!ENTITY")).then_some(Cow::Owned(whole))
}

/// The text behind the declaration and the comments that open it.
fn prolog(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        let (begin, end) = match rest {
            rest if rest.starts_with("<?") => ("<?", "?>"),
            rest if rest.starts_with("<!--") => ("<!--", "-->"),
            _ => return Some(rest),
        };
        rest = rest.strip_prefix(begin)?.split_once(end)?.1.trim_start();
    }
}

/// The names of addresses in the brackets of a document type, and what is behind the brackets; nothing
/// if there is anything else in them.
fn names(inner: &str) -> Option<(BTreeMap<&str, &str>, &str)> {
    let mut names = BTreeMap::new();
    let mut rest = inner.trim_start();
    while let Some(entity) = rest.strip_prefix("<!ENTITY") {
        let entity = entity.strip_prefix(|c: char| c.is_ascii_whitespace())?.trim_start();
        let (name, value) = entity.split_once(|c: char| c.is_ascii_whitespace())?;
        let value = value.trim_start();
        let quote = value.chars().next().filter(|quote| ['"', '\''].contains(quote))?;
        let (address, after) = value.get(1..)?.split_once(quote)?;
        if !is_name(name) || !is_address(address) || names.len() >= MOST_NAMES {
            return None;
        }
        // Of two of one name the first holds.
        names.entry(name).or_insert(address);
        rest = after.trim_start().strip_prefix('>')?.trim_start();
    }
    Some((names, rest.strip_prefix(']')?))
}

fn is_name(name: &str) -> bool {
    // Those of XML itself mean what they mean.
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
        && !["amp", "lt", "gt", "quot", "apos"].contains(&name)
}

/// The address of a namespace: letters that are no markup, in no order of XML or HTML.
fn is_address(address: &str) -> bool {
    let known = ["http://", "https://", "urn:"].iter().any(|start| address.starts_with(start));
    let plain = |c: char| c.is_ascii_alphanumeric() || "/.:-_#~".contains(c);
    known && address.len() <= LONGEST_ADDRESS && address.chars().all(plain)
}
