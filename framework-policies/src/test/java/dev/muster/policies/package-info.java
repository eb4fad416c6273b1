/** The policies through generated dispatchers, on threads and child processes alike. */
package dev.muster.policies;
