//! Tera in two stages, and in one.
//!
//! In two stages, square-bracket tags are marks that the first stage passes through. In one,
//! the place is known from the start and the same tags are ordinary ones. A page must come out
//! the same either way: that is how a theme is kept from measuring what it cannot know yet.

use serde_json::{Map, Value};
use tera::{Context, Delimiters, Kwargs, State, Tera};

use super::{engine::Engine, placeholders};

/// What a template may know, before a place is added.
pub type Page = Map<String, Value>;

/// Renders the templates of a theme.
#[derive(Clone, Copy)]
pub struct Renderer<'a> {
    engine: &'a Engine,
    /// In one stage: the place.
    place: Option<&'a tera::Value>,
}

impl<'a> Renderer<'a> {
    /// The first of two stages; `engine` holds [`lowered`](placeholders::lower) templates.
    pub fn first(engine: &'a Engine) -> Self {
        Self { engine, place: None }
    }

    /// Both stages at once; `engine` holds [`joined`](join) templates.
    pub fn whole(engine: &'a Engine, place: &'a tera::Value) -> Self {
        Self { engine, place: Some(place) }
    }

    /// What templates may know, ready for them. `shared` is what all pages of a language know.
    pub fn context(&self, shared: &Context, page: &Page) -> tera::TeraResult<Context> {
        let mut context = shared.clone();
        let Some(place) = self.place else {
            context.extend(Context::from_serialize(page)?);
            return Ok(context);
        };
        let mut page = page.clone();
        page.iter_mut().try_for_each(|(_, value)| settle(value, place))?;
        context.extend(Context::from_serialize(&page)?);
        context.insert_value("place", place.clone());
        Ok(context)
    }

    /// A template with what it may know.
    pub fn render(&self, template: &str, context: &Context) -> tera::TeraResult<String> {
        self.engine.render(template, context)
    }

    /// The template of a block on a page.
    pub fn block(
        &self,
        template: &str,
        page: &Context,
        mut block: Value,
    ) -> tera::TeraResult<String> {
        if let Some(place) = self.place {
            settle(&mut block, place)?;
        }
        let mut context = page.clone();
        context.insert("block", &block);
        self.engine.render(template, &context)
    }
}

/// Replaces every marked tag in a tree of values by what it is for a place.
fn settle(value: &mut Value, place: &tera::Value) -> tera::TeraResult<()> {
    match value {
        Value::String(text) => {
            if placeholders::has_marks(text) {
                *text = fill_in(text, place)?;
            }
        }
        Value::Array(items) => items.iter_mut().try_for_each(|item| settle(item, place))?,
        Value::Object(map) => map.iter_mut().try_for_each(|(_, item)| settle(item, place))?,
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
    Ok(())
}

/// A marked text as one template of the second stage, filled in for a place.
pub fn fill_in(marked: &str, place: &tera::Value) -> tera::TeraResult<String> {
    let mut context = Context::new();
    context.insert_value("place", place.clone());
    second_stage().render_str(&placeholders::to_second_stage(marked), &context)
}

/// The engine of the first stage, and of both at once.
pub fn first_stage() -> Engine {
    let mut tera = Tera::new();
    tera.register_filter("fill", fill);
    tera.register_filter("any_phone", any_phone);
    tera.register_filter("every_phone", every_phone);
    Engine::new(tera)
}

/// The engine of the second stage.
pub fn second_stage() -> Engine {
    let mut tera = Tera::new();
    let delimiters = Delimiters {
        block_start: placeholders::BLOCK_OPEN.into(),
        block_end: placeholders::BLOCK_CLOSE.into(),
        variable_start: placeholders::VALUE_OPEN.into(),
        variable_end: placeholders::VALUE_CLOSE.into(),
        comment_start: placeholders::COMMENT_OPEN.into(),
        comment_end: placeholders::COMMENT_CLOSE.into(),
    };
    // The delimiters are two bytes each and distinct, and no template is there yet.
    let _ = tera.set_delimiters(delimiters);
    tera.register_filter("any_phone", any_phone);
    tera.register_filter("every_phone", every_phone);
    Engine::new(tera)
}

/// `{{ t.lessons_count | fill(n=8) }}`: puts values in the place of `{n}`; a phrase with plural
/// forms takes the one for `n`.
fn fill(phrase: tera::Value, values: Kwargs, _: &State<'_>) -> tera::TeraResult<String> {
    let number: Option<i64> = values.get("n")?;
    let mut text = match phrase.as_map() {
        Some(forms) => {
            let form = if number == Some(1) { "one" } else { "other" };
            forms
                .get(&tera::value::Key::from(form))
                .and_then(tera::Value::as_str)
                .unwrap_or_default()
                .to_owned()
        }
        None => phrase.as_str().unwrap_or_default().to_owned(),
    };
    if let Some(number) = number {
        text = text.replace("{n}", &number.to_string());
    }
    Ok(text)
}

/// `[% if place | any_phone(of="school police") %]`: whether one of these roles has a number.
fn any_phone(place: tera::Value, values: Kwargs, _: &State<'_>) -> tera::TeraResult<bool> {
    let roles: String = values.must_get("of")?;
    Ok(roles.split_whitespace().any(|role| has_phone(&place, role)))
}

/// `[% if not place | every_phone(of="school police") %]`: whether each of these roles has a number.
fn every_phone(place: tera::Value, values: Kwargs, _: &State<'_>) -> tera::TeraResult<bool> {
    let roles: String = values.must_get("of")?;
    Ok(roles.split_whitespace().all(|role| has_phone(&place, role)))
}

/// Whether a role of a place has a number.
fn has_phone(place: &tera::Value, role: &str) -> bool {
    let of = |value: &tera::Value, key: &str| {
        value.as_map().and_then(|map| map.get(&tera::value::Key::from(key.to_owned())).cloned())
    };
    let phone = of(place, role).and_then(|contact| of(&contact, "phone"));
    phone.is_some_and(|phone| phone.as_str().is_some_and(|number| !number.is_empty()))
}

/// A theme source for both stages at once: square-bracket tags become ordinary ones. A value of
/// the first stage inside one of them stands bare: `place.{{ role }}.phone` becomes
/// `place[role].phone`, and `"{{ lesson.id }}"` becomes `(lesson.id)`.
pub fn join(source: &str) -> String {
    let mut joined = String::with_capacity(source.len());
    let mut rest = source;
    loop {
        let value = rest.split_once("[[");
        let block = rest.split_once("[%");
        let (before, after, open, close, end) = match (value, block) {
            (Some(v), Some(b)) if b.0.len() < v.0.len() => (b.0, b.1, "{%", "%}", "%]"),
            (Some(v), _) => (v.0, v.1, "{{", "}}", "]]"),
            (None, Some(b)) => (b.0, b.1, "{%", "%}", "%]"),
            (None, None) => break,
        };
        joined.push_str(before);
        let (tag, after) = after.split_once(end).unwrap_or((after, ""));
        joined.push_str(open);
        joined.push_str(&bare(tag));
        joined.push_str(close);
        rest = after;
    }
    joined.push_str(rest);
    joined
}

fn bare(tag: &str) -> String {
    let mut bare = String::with_capacity(tag.len());
    let mut rest = tag;
    while let Some((before, after)) = rest.split_once("{{") {
        let Some((inner, after)) = after.split_once("}}") else { break };
        let inner = inner.trim();
        if let (Some(before), Some(after)) = (before.strip_suffix('"'), after.strip_prefix('"')) {
            bare.push_str(&format!("{before}({inner})"));
            rest = after;
        } else {
            let before = before.strip_suffix('.').unwrap_or(before);
            bare.push_str(&format!("{before}[{inner}]"));
            rest = after;
        }
    }
    bare.push_str(rest);
    bare
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_of_the_place_become_ordinary_tags() {
        assert_eq!(
            join("a [[ place.{{ role }}.phone ]] b [% if place.x %]c[% endif %]"),
            "a {{ place[role].phone }} b {% if place.x %}c{% endif %}"
        );
        assert_eq!(join("[[ place.notes[\"{{ l.id }}\"] ]]"), "{{ place.notes[(l.id)] }}");
    }

    #[test]
    fn a_role_with_a_phone_is_found() {
        let place = tera::Value::from_serializable(
            &serde_json::json!({ "police": { "phone": "113" }, "school": { "phone": "" } }),
        );
        let ask = |filter: &str, roles: &str| {
            let marked = placeholders::lower(&format!(
                "[% if place | {filter}(of=\"{roles}\") %]yes[% else %]no[% endif %]"
            ));
            fill_in(&marked, &place).unwrap()
        };
        assert_eq!(ask("any_phone", "school police"), "yes");
        assert_eq!(ask("any_phone", "school"), "no");
        assert_eq!(ask("every_phone", "school police"), "no");
        assert_eq!(ask("every_phone", "police"), "yes");
        assert_eq!(ask("every_phone", "committee"), "no");
    }
}
