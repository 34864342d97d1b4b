//! The front matter of a translation, entry by entry: what does not change keeps its bytes.

/// Puts `lines` in the place of the entry of that name, or at the end. Without lines it goes.
/// Comments after an entry stay.
pub fn set(front: &mut String, name: &str, lines: &str) {
    let mut before = String::new();
    let mut after = String::new();
    let mut kept = String::new();
    let (mut found, mut inside) = (false, false);
    for line in front.split_inclusive('\n') {
        let opens = line.starts_with(|c: char| !c.is_whitespace() && c != '#' && c != '-');
        if opens {
            inside = line.strip_prefix(name).is_some_and(|rest| rest.starts_with(':'));
            found |= inside;
        }
        let plain = line.trim();
        if inside && !opens && (plain.is_empty() || plain.starts_with('#')) {
            kept.push_str(line);
        } else if !inside {
            if found { after.push_str(line) } else { before.push_str(line) }
        }
    }
    *front = [before.as_str(), lines, &kept, &after].concat();
}

/// A text as a value: plain where nothing in it means anything to YAML.
pub fn scalar(text: &str) -> String {
    let words = ["true", "false", "yes", "no", "null", "on", "off", "y", "n"];
    let plain = text.starts_with(char::is_alphabetic)
        && !text.contains([':', '#', '{', '}', '[', ']', ',', '"', '\\', '&', '*', '`'])
        && !words.contains(&text.to_lowercase().as_str());
    if plain { text.to_owned() } else { quoted(text) }
}

/// A text as a value in quotes.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_entry_changes() {
        let mut front =
            "title: A\nmessages:\n  - a\n  # why\n  - b\n# next\nreview: { a: b }\n".to_owned();
        set(&mut front, "messages", "messages:\n  - c\n");
        assert_eq!(front, "title: A\nmessages:\n  - c\n  # why\n# next\nreview: { a: b }\n");
        set(&mut front, "of", "of: 1\n");
        set(&mut front, "title", "");
        assert!(front.ends_with("b }\nof: 1\n") && front.starts_with("messages"), "{front}");
        assert_eq!(scalar("Bỏng: mát"), "\"Bỏng: mát\"");
        assert_eq!(scalar("No"), "\"No\"");
        assert_eq!(scalar("Nằm ngửa"), "Nằm ngửa");
    }
}
