package dev.gitsync.core.repo;

/**
 * Who made an edit. Hosts match the e-mail address to an account. Characters that Git gives a
 * meaning to ({@code < >} and control characters) are taken out, as Git itself does.
 */
public record Person(String name, String email) {

  /** Who commits what users edited, and is the author where no user asked for it. */
  public static final Person SERVICE = new Person("Git Sync", "git-sync@localhost");

  private static final int LONGEST = 200;

  public Person {
    name = clean(name);
    email = clean(email).replace(" ", "");
    if (name.isEmpty()) {
      name = email.isEmpty() ? "unknown" : email;
    }
  }

  private static String clean(String text) {
    String plain = text.replaceAll("[<>\\p{Cntrl}]", "").strip();
    return plain.length() > LONGEST ? plain.substring(0, LONGEST) : plain;
  }

  /** {@code Ada Lovelace <ada@example.com>}. */
  @Override
  public String toString() {
    return name + " <" + email + ">";
  }
}
