/** JSON over HTTP as hosts speak it: requests, answers, pages, limits, and what failures mean. */
@NullMarked
package dev.gitsync.adapters.hosts.rest;

import org.jspecify.annotations.NullMarked;
