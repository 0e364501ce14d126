//! The page of a member's own record: every course and lesson as plain links, which the client fills with her results;
//! what is kept and where; controls that scripts show when they work.

use serde::Serialize;

use super::{
    Context, Job, Made, RenderError,
    frame::PageHead,
    pages::lessons,
    views::{CourseLesson, CourseLink},
};
use crate::site::Site;

#[derive(Serialize)]
struct Record {
    courses: Vec<CourseRecord>,
}

#[derive(Serialize)]
struct CourseRecord {
    course: CourseLink,
    lessons: Vec<CourseLesson>,
}

pub(super) fn jobs(_: &Site) -> Vec<Job<'_>> {
    vec![Box::new(page)]
}

fn page(context: &Context<'_>) -> Result<Made, RenderError> {
    let site = context.site;
    let mut courses = Vec::new();
    for outline in &site.courses {
        let course = &site.entries[outline.course];
        let lessons = lessons(context, outline)?;
        if lessons.is_empty() {
            continue;
        }
        courses.push(CourseRecord {
            course: CourseLink {
                slug: course.document.name.clone(),
                title: course.document.title.value.clone(),
                href: course.address.clone(),
            },
            lessons,
        });
    }
    let head = PageHead {
        title: context.words.get("record_heading")?,
        description: context.words.get("record_intro")?,
        address: context.site.config.addresses.record.to_string(),
        kind: "record",
        lang: site.config.language.clone(),
    };
    context.printer.page("record.html", &head, &Record { courses })
}
